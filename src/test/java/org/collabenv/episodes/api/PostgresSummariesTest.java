package org.collabenv.episodes.api;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.collabenv.episodes.testing.PostgresResource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class PostgresSummariesTest extends SummariesContract {}
