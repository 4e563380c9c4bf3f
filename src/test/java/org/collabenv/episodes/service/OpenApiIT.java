package org.collabenv.episodes.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpenApiIT {

    /** Where it is not, copy the generated file over the committed one, and look at what changed for the clients. */
    @Test
    void committedContractIsTheOneOfTheCode() throws IOException {
        assertThat(Path.of("openapi/openapi.yaml")).hasSameTextualContentAs(Path.of("target/openapi/openapi.yaml"));
    }
}
