package org.collabenv.episodes.service;

import org.junit.jupiter.api.Tag;

@Tag("long")
class DirectPostgresSoakIT extends PostgresSoakIT {

    @Override
    protected String values() {
        return "direct";
    }
}
