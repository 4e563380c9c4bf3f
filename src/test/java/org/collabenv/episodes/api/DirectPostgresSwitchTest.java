package org.collabenv.episodes.api;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.collabenv.episodes.testing.DirectPostgresResource;
import org.junit.jupiter.api.Tag;

@QuarkusTest
@WithTestResource(DirectPostgresResource.class)
@Tag("long")
class DirectPostgresSwitchTest extends SwitchContract {}
