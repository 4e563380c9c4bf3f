package org.collabenv.episodes.api;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.collabenv.episodes.testing.DuckDbResource;

@QuarkusTest
@WithTestResource(DuckDbResource.class)
class DuckDbReadBackTest extends ReadBackContract {}
