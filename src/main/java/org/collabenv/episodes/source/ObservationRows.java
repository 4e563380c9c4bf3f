package org.collabenv.episodes.source;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.collabenv.episodes.trajectory.AgentLabels;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.EarlierRows;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.PropertyColumn;
import org.collabenv.episodes.trajectory.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Completes the rows of a new episode: agents from labels, positions from boxes and body parts, no key twice. */
final class ObservationRows implements RowEnd {

    /** The place of a row that is not of this file. */
    private static final long STORED = -2;

    private final RecordBatch batch;
    private final String timeColumn;
    private final @Nullable String agentColumn;
    private final FieldReader.@Nullable Name label;
    private final @Nullable String constantLabel;
    private final AgentLabels labels;
    private final AgentTracks tracks;
    private final int mostAgents;
    private final RowPlaces places = new RowPlaces();
    private final EarlierRows earlier;
    private final Destination.@Nullable Stored stored;
    private long storedRows;
    private final TimeAxis axis;
    private final PositionRule position;
    private final double[][] partsX;
    private final double[][] partsY;

    ObservationRows(
            RecordBatch batch,
            Header header,
            ReadingOptions options,
            FieldReader.@Nullable Name label,
            Destination.Observations destination,
            TimeAxis axis,
            int mostAgents) {
        this.mostAgents = mostAgents;
        this.tracks = new AgentTracks(mostAgents);
        this.batch = batch;
        this.label = label;
        this.earlier = destination.earlier();
        this.stored = destination.stored();
        this.labels = stored == null ? new AgentLabels() : stored.labels();
        this.axis = axis;
        this.timeColumn =
                Objects.requireNonNull(header.of(ColumnRole.TIME_TARGET)).name();
        Header.Column agent = header.of(ColumnRole.AGENT_TARGET);
        this.agentColumn = agent == null ? null : agent.name();
        this.constantLabel = agent == null ? constantAgent(Objects.requireNonNull(options.agent())) : null;
        if (header.of(ColumnRole.AGENT_TYPE_TARGET) == null) {
            Arrays.fill(batch.agentType(), batch.agentTypes().code(options.agentType()));
        }
        earlier.storedKeys((time, id, type) -> {
            tracks.add(batch.agentTypes().code(type), id, time);
            storedRows++;
        });
        this.position = header.position();
        if (position instanceof PositionRule.KeypointMean parts) {
            partsX = parts.x().stream().map(this::numbers).toArray(double[][]::new);
            partsY = parts.y().stream().map(this::numbers).toArray(double[][]::new);
        } else if (position instanceof PositionRule.BoxCentre) {
            partsX = new double[][] {numbers("bbox_x1"), numbers("bbox_x2")};
            partsY = new double[][] {numbers("bbox_y1"), numbers("bbox_y2")};
        } else {
            partsX = new double[0][];
            partsY = new double[0][];
        }
    }

    /** The agent of every row: a number goes into the batch at once, a label is returned. */
    private @Nullable String constantAgent(String agent) {
        char[] text = agent.toCharArray();
        boolean labelsAreKnown = !labels.isEmpty();
        if (labelsAreKnown || !Numbers.isWholeByItself(text, 0, text.length)) {
            if (stored != null && !labelsAreKnown) {
                throw new IngestException(
                        Problem.INVALID_PARAMETER,
                        "agent_id='%s' is a label, but the agents of the stored episode are whole numbers"
                                .formatted(agent));
            }
            return agent;
        }
        Arrays.fill(batch.agentId(), (int) Numbers.integer(text, 0, text.length));
        return null;
    }

    private double[] numbers(String property) {
        return batch.properties().stream()
                .filter(column -> column.propertyId().equals(property))
                .map(PropertyColumn::numbers)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No column gives " + property));
    }

    @Override
    public void end(int row, RowReport report) {
        if (partsX.length > 0 && !derivePosition(row, report)) {
            return;
        }
        int type = batch.agentType()[row];
        String named = label == null ? constantLabel : label.value();
        if (named != null) {
            if (labels.size() >= mostAgents && labels.find(batch.agentTypes().id(type), named) == null) {
                throw tooManyAgents(report);
            }
            batch.agentId()[row] = labels.number(batch.agentTypes().id(type), named);
        }
        int agent = batch.agentId()[row];
        int time = batch.timeIndex()[row];
        if (tracks.isFullFor(type, agent)) {
            throw tooManyAgents(report);
        }
        if (tracks.add(type, agent, time)) {
            places.add(report.place());
        } else {
            rejectRepeated(row, type, agent, time, report);
        }
    }

    /** Ends the load, whatever rows may be skipped: each further agent would cost memory. */
    private IngestException tooManyAgents(RowReport report) {
        return Limits.exceeded(
                "An episode has at most %d agents, counted per type; %s %d has another one, in the column '%s'"
                        .formatted(mostAgents, report.errors().placeWord(), report.place(), agentColumn),
                "agents");
    }

    private boolean derivePosition(int row, RowReport report) {
        if (position instanceof PositionRule.BoxCentre box && box.sized()) {
            partsX[1][row] += partsX[0][row];
            partsY[1][row] += partsY[0][row];
        }
        double sumX = 0;
        double sumY = 0;
        int found = 0;
        for (int part = 0; part < partsX.length; part++) {
            double partX = partsX[part][row];
            double partY = partsY[part][row];
            if (!Double.isNaN(partX) && !Double.isNaN(partY)) {
                sumX += partX;
                sumY += partY;
                found++;
            }
        }
        // Of a box both corners must be there; of body parts those that were found count.
        boolean enough = position instanceof PositionRule.BoxCentre ? found == partsX.length : found > 0;
        double x = enough ? sumX / found : Double.NaN;
        double y = enough ? sumY / found : Double.NaN;
        batch.coordinate(Coordinate.X)[row] = x;
        batch.coordinate(Coordinate.Y)[row] = y;
        if (!enough) {
            report.row(null, null, "missing_value", "The row gives no position: " + position.sentence());
            return false;
        }
        return true;
    }

    private void rejectRepeated(int row, int type, int agent, int time, RowReport report) {
        String message = report.errors().hasRoom() ? describeRepeated(row, type, agent, time, report) : "";
        report.row(timeColumn, String.valueOf(time), "duplicate_key", message);
    }

    private String describeRepeated(int row, int type, int agent, int time, RowReport report) {
        long place = placeOfFirst(row, type, agent, time);
        String where = place == RowPlaces.UNKNOWN
                ? ""
                : " (%s %d)".formatted(report.errors().placeWord(), place);
        if (place == STORED) {
            where = " (stored already)";
        }
        String key = "time %d, agent %s and type %s"
                .formatted(time, name(type, agent), batch.agentTypes().id(type));
        return axis.origin() == null
                ? "An earlier row%s has the same %s".formatted(where, key)
                : "An earlier row%s has the same %s: at %s frames per second the two times are one frame; a higher frame_rate may part them"
                        .formatted(where, key, axis.frameRate());
    }

    private String name(int type, int agent) {
        String typeId = batch.agentTypes().id(type);
        return labels.all().stream()
                .filter(known -> known.agentId() == agent && known.agentTypeId().equals(typeId))
                .map(AgentLabel::label)
                .findFirst()
                .orElse(String.valueOf(agent));
    }

    private long placeOfFirst(int size, int type, int agent, int time) {
        for (int row = 0; row < size; row++) {
            if (batch.timeIndex()[row] == time && batch.agentId()[row] == agent && batch.agentType()[row] == type) {
                return batch.place()[row];
            }
        }
        long before = earlier.rowsBefore(time, agent, batch.agentTypes().id(type));
        return before < storedRows ? STORED : places.of(before - storedRows);
    }

    int numFrames() {
        return tracks.numFrames();
    }

    int numAgents() {
        return tracks.numAgents();
    }

    /** Those that the database does not have yet. */
    List<AgentLabel> labels() {
        return labels.added();
    }

    @Nullable
    String positionRule() {
        return position.sentence();
    }
}
