package org.collabenv.episodes.api;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.collabenv.episodes.testing.PostgresResource;

@QuarkusTest
@WithTestResource(
        value = PostgresResource.class,
        initArgs = @ResourceArg(name = "episodes.store.postgres.values", value = "direct"))
class DirectPostgresRetriesTest extends RetriesContract {}
