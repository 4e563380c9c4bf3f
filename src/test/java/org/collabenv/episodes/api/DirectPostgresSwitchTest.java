package org.collabenv.episodes.api;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.collabenv.episodes.testing.DirectPostgresResource;

@QuarkusTest
@WithTestResource(DirectPostgresResource.class)
class DirectPostgresSwitchTest extends SwitchContract {}
