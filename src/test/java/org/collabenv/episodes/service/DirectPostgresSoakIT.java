package org.collabenv.episodes.service;

class DirectPostgresSoakIT extends PostgresSoakIT {

    @Override
    protected String values() {
        return "direct";
    }
}
