package org.collabenv.episodes.trajectory.batch;

import java.util.Arrays;
import java.util.List;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.PropertyType;

/**
 * A digest of what is stored of an episode, whatever its order: the sum, modulo 2^64, of a hash of each observation with its
 * coordinates, of each property value and of each label, all with their whole keys and their exact bits.
 *
 * <p>What is added or taken away later changes the sum by as much, so that the digests of the loads of an episode add up to
 * that of the episode. It finds errors and changes; it is no signature, which somebody who may change the rows could not forge.
 */
public final class ContentDigest {

    /** The increment of SplitMix64. */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private static final long OBSERVATION = 0x9E3779B97F4A7C15L;
    private static final long NUMBER = 0xC2B2AE3D27D4EB4FL;
    private static final long TEXT = 0x165667B19E3779F9L;
    private static final long LABEL = 0x27D4EB2F165667C5L;
    private static final long FNV_BASIS = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private long sum;

    /** Returns the sum. */
    public long sum() {
        return sum;
    }

    /** Returns a sum as people compare it: 16 hexadecimal digits. */
    public static String text(long sum) {
        return "%016x".formatted(sum);
    }

    /** Returns the hash of a text, such as the id of a type or a property. */
    public static long hash(String text) {
        return hash(text.toCharArray(), 0, text.length());
    }

    /** Hashes characters by FNV-1a, in which texts of the same length that differ in one character never collide. */
    private static long hash(char[] chars, int start, int end) {
        long hash = FNV_BASIS;
        for (int i = start; i < end; i++) {
            hash = (hash ^ chars[i]) * FNV_PRIME;
        }
        return mixed(hash);
    }

    /** Returns the hash of an observation's key. */
    public static long key(int timeIndex, int agentId, long agentType) {
        return mixed(mixed(agentType + agentId) + timeIndex);
    }

    /** Begins with an observation, to which its coordinates are added in the order of {@link Coordinate}. */
    public static long observation(long key) {
        return key ^ OBSERVATION;
    }

    /**
     * Adds a coordinate to an observation.
     *
     * @param value NaN if it is missing
     */
    public static long coordinate(long observation, double value) {
        return mixed(observation + Double.doubleToLongBits(value));
    }

    /** Adds what {@link #coordinate} returned for the last coordinate of an observation. */
    public void addObservation(long observation) {
        sum += observation;
    }

    /** Adds a number that a property has at a key. */
    public void addNumber(long key, long property, double value) {
        sum += mixed(mixed(key + property * NUMBER) + Double.doubleToLongBits(value));
    }

    /**
     * Adds a text or list that a property has at a key.
     *
     * @param value the hash of the text
     */
    public void addText(long key, long property, long value) {
        sum += mixed(mixed(key + property * TEXT) + value);
    }

    /** Adds the labels of agents. */
    public void addLabels(List<AgentLabel> labels) {
        for (AgentLabel label : labels) {
            sum += mixed(mixed(hash(label.agentTypeId()) * LABEL + label.agentId()) + hash(label.label()));
        }
    }

    /** Adds another sum, or, negated, takes it away. */
    public void add(long other) {
        sum += other;
    }

    /** Adds the records of a batch. */
    public void add(RecordBatch batch) {
        double[][] coordinates =
                Arrays.stream(Coordinate.values()).map(batch::coordinate).toArray(double[][]::new);
        List<PropertyColumn> properties = batch.properties();
        long[] ids = properties.stream()
                .mapToLong(property -> hash(property.propertyId()))
                .toArray();
        long[] types = new long[batch.agentTypes().count()];
        for (int type = 0; type < types.length; type++) {
            types[type] = hash(batch.agentTypes().id(type));
        }
        for (int row = 0; row < batch.size(); row++) {
            long key = key(batch.timeIndex()[row], batch.agentId()[row], types[batch.agentType()[row]]);
            long observation = observation(key);
            for (double[] coordinate : coordinates) {
                observation = coordinate(observation, coordinate[row]);
            }
            addObservation(observation);
            for (int i = 0; i < ids.length; i++) {
                add(key, ids[i], properties.get(i), row);
            }
        }
    }

    private void add(long key, long id, PropertyColumn property, int row) {
        if (property.isMissing(row)) {
            return;
        }
        if (property.type() == PropertyType.FLOAT) {
            addNumber(key, id, property.numbers()[row]);
        } else {
            TextColumn texts = property.texts();
            addText(key, id, hash(texts.chars(), texts.start(row), texts.end(row)));
        }
    }

    /** Mixes the bits of a number, as the finalizer of SplitMix64 does. */
    private static long mixed(long bits) {
        long z = bits + GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
