-- Makes an empty database file beside the one that is open.
ATTACH <snapshot> AS snapshot
