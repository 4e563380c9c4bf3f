package org.collabenv.episodes.service;

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
