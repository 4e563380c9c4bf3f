package org.collabenv.episodes.trajectory.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.collabenv.episodes.trajectory.AgentTypes;
import org.collabenv.episodes.trajectory.Coordinate;

/**
 * A batch of up to {@link #capacity()} records, stored as columns.
 *
 * <p>One batch serves a whole load: the source fills it, the store takes what it needs and the source fills it again,
 * so that memory is bounded by the batch and never by the file. The arrays are shared, not copied; only the first
 * {@link #size()} entries are valid. A missing coordinate is NaN.
 */
public final class RecordBatch {

    /** The agent type of a row that matches agents of every type. */
    public static final int ANY_TYPE = -1;

    private final long[] place;
    private final int[] timeIndex;
    private final int[] agentId;
    private final int[] agentType;
    private final Map<Coordinate, double[]> coordinates = new EnumMap<>(Coordinate.class);
    private final AgentTypes agentTypes;
    private final List<PropertyColumn> properties;
    private int size;

    /**
     * @param capacity the maximum number of records
     * @param agentTypes the types that the codes in {@link #agentType()} represent
     * @param properties the extended properties, each with room for {@code capacity} values
     */
    public RecordBatch(int capacity, AgentTypes agentTypes, List<PropertyColumn> properties) {
        this.place = new long[capacity];
        this.timeIndex = new int[capacity];
        this.agentId = new int[capacity];
        this.agentType = new int[capacity];
        for (Coordinate coordinate : Coordinate.values()) {
            double[] missing = new double[capacity];
            Arrays.fill(missing, Double.NaN);
            coordinates.put(coordinate, missing);
        }
        this.agentTypes = agentTypes;
        this.properties = new ArrayList<>(properties);
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

    /** Returns the place of each record in its file, as errors name it. */
    public long[] place() {
        return place;
    }

    /** Returns the frame number of each record. */
    public int[] timeIndex() {
        return timeIndex;
    }

    public int[] agentId() {
        return agentId;
    }

    /** Returns the code of each record in {@link #agentTypes()}; {@link #ANY_TYPE} if the file gives no type. */
    public int[] agentType() {
        return agentType;
    }

    /** Sets the same agent in every row, for a file without a column of agents. */
    public void fillAgentId(int agent) {
        Arrays.fill(agentId, agent);
    }

    /** Sets the same agent type in every row, for a file without a column of types. */
    public void fillAgentType(int code) {
        Arrays.fill(agentType, code);
    }

    public double[] coordinate(Coordinate coordinate) {
        return Objects.requireNonNull(coordinates.get(coordinate));
    }

    public AgentTypes agentTypes() {
        return agentTypes;
    }

    /** Returns the extended properties as a view, which grows if a file of one value per line names a new property. */
    public List<PropertyColumn> properties() {
        return Collections.unmodifiableList(properties);
    }

    /** Adds a property that the file has just named for the first time; the rows so far have no value of it. */
    public void add(PropertyColumn property) {
        properties.add(property);
    }
}
