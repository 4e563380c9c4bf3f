package org.collabenv.episodes.service;

import org.junit.jupiter.api.Tag;

@Tag("long")
class DirectPostgresFaultsIT extends PostgresFaultsIT {

    @Override
    protected String values() {
        return "direct";
    }

    @Override
    protected String storesValues() {
        return "COPY extended_properties";
    }
}
