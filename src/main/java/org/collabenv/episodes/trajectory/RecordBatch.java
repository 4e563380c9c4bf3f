package org.collabenv.episodes.trajectory;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Up to {@link #capacity()} records as columns.
 *
 * <p>One batch serves a whole load: the source fills it, the store takes what it needs and the source fills it again,
 * so that memory is bounded by the batch and never by the file. The arrays are shared, not copied; only the first
 * {@link #size()} entries count. A missing coordinate is NaN.
 */
public final class RecordBatch {

    private final int[] timeIndex;
    private final int[] agentId;
    private final int[] agentType;
    private final Map<Coordinate, double[]> coordinates = new EnumMap<>(Coordinate.class);
    private final AgentTypes agentTypes;
    private final List<PropertyColumn> properties;
    private int size;

    /**
     * @param capacity the most records it can hold
     * @param agentTypes the types that the codes in {@link #agentType()} stand for
     * @param properties the extended properties, each with room for {@code capacity} values
     */
    public RecordBatch(int capacity, AgentTypes agentTypes, List<PropertyColumn> properties) {
        this.timeIndex = new int[capacity];
        this.agentId = new int[capacity];
        this.agentType = new int[capacity];
        for (Coordinate coordinate : Coordinate.values()) {
            coordinates.put(coordinate, new double[capacity]);
        }
        this.agentTypes = agentTypes;
        this.properties = List.copyOf(properties);
    }

    public int capacity() {
        return timeIndex.length;
    }

    public int size() {
        return size;
    }

    public void size(int records) {
        size = records;
    }

    /** Frame numbers. */
    public int[] timeIndex() {
        return timeIndex;
    }

    public int[] agentId() {
        return agentId;
    }

    /** Codes of {@link #agentTypes()}. */
    public int[] agentType() {
        return agentType;
    }

    public double[] coordinate(Coordinate coordinate) {
        return Objects.requireNonNull(coordinates.get(coordinate));
    }

    public AgentTypes agentTypes() {
        return agentTypes;
    }

    public List<PropertyColumn> properties() {
        return properties;
    }
}
