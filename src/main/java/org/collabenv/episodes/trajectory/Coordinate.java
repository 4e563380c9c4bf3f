package org.collabenv.episodes.trajectory;

import java.util.Locale;

/** The coordinates of an observation, in the order of their columns in the table {@code observations}. */
public enum Coordinate {
    X,
    Y,
    Z,
    V_X,
    V_Y,
    V_Z;

    /** Returns the name of the column in the table, for example {@code v_x}. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether every observation must have the coordinate. */
    public boolean required() {
        return this == X || this == Y;
    }

    public boolean velocity() {
        return switch (this) {
            case X, Y, Z -> false;
            case V_X, V_Y, V_Z -> true;
        };
    }
}
