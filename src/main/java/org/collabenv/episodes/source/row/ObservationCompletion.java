package org.collabenv.episodes.source.row;

import java.util.List;
import java.util.Objects;
import org.collabenv.episodes.source.check.Checks;
import org.collabenv.episodes.source.header.ColumnRole;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.value.Numbers;
import org.collabenv.episodes.source.value.RowNames;
import org.collabenv.episodes.source.value.RowReport;
import org.collabenv.episodes.source.value.TimeAxis;
import org.collabenv.episodes.trajectory.AgentLabels;
import org.collabenv.episodes.trajectory.AgentLabels.AgentLabel;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.ObservationKey;
import org.collabenv.episodes.trajectory.ObservationKeys;
import org.collabenv.episodes.trajectory.ObservationKeys.FrameRange;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.StoredEpisode;
import org.collabenv.episodes.trajectory.Warning;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Completes observations: replaces the labels of agents with numbers, computes derived positions, and rejects a row
 * that repeats a key.
 */
public final class ObservationCompletion implements RowCompletion {

    private final RecordBatch batch;
    private final RowNames names;
    private final TimeAxis axis;
    private final int mostAgents;
    private final String timeColumn;
    private final @Nullable String agentColumn;
    private final AgentLabels labels;
    private final ObservationKeys keys;
    private final long storedRows;
    private final KeyMemory keyMemory;
    private final RowPlaces places = new RowPlaces();
    private final @Nullable DerivedPosition position;
    private final double[] x;
    private final double[] y;
    private final boolean refusesUnseen;
    private final boolean originIsGiven;
    private final UnseenRows unseen = new UnseenRows();
    private final Checks checks;
    private final boolean isRateAssumed;

    /**
     * @param names holds the label of the row's agent, if agents are labels
     * @param stored the episode to which the rows are added; null for a new one
     * @param axis the conversion of times to frames, for messages
     * @param limits the maximum number of agents in the episode, and the memory for its keys
     * @param checks look at the rows
     */
    public ObservationCompletion(
            RecordBatch batch,
            Header header,
            ReadingOptions options,
            RowNames names,
            @Nullable StoredEpisode stored,
            TimeAxis axis,
            Limits limits,
            Checks checks) {
        this.checks = checks;
        this.isRateAssumed = stored == null && options.frameRate() == null;
        this.batch = batch;
        this.names = names;
        this.axis = axis;
        this.mostAgents = limits.agents();
        this.timeColumn =
                Objects.requireNonNull(header.of(ColumnRole.TIME_TARGET)).name();
        Header.Column agent = header.of(ColumnRole.AGENT_TARGET);
        this.agentColumn = agent == null ? null : agent.name();
        this.labels = stored == null ? new AgentLabels() : stored.labels();
        this.keys = stored == null ? new ObservationKeys(batch.agentTypes()) : stored.keys();
        this.storedRows = keys.size();
        this.keyMemory = new KeyMemory(keys, limits.keyMemory());
        this.x = batch.coordinate(Coordinate.X);
        this.y = batch.coordinate(Coordinate.Y);
        this.refusesUnseen = options.refusesUnseen();
        this.originIsGiven = stored != null || options.timeOrigin() != null;
        this.position = DerivedPosition.of(header.position(), batch);
        if (header.of(ColumnRole.AGENT_TYPE_TARGET) == null) {
            batch.fillAgentType(batch.agentTypes().code(options.agentType()));
        }
        if (agent == null) {
            useAgent(Objects.requireNonNull(options.agent()), stored != null);
        }
    }

    /** Sets the same agent in every row: a number is put into the batch at once, a label gets its number row by row. */
    private void useAgent(String agent, boolean isAppended) {
        char[] text = agent.toCharArray();
        boolean labelsAreKnown = !labels.isEmpty();
        if (!labelsAreKnown && Numbers.isWholeByItself(text, 0, text.length)) {
            batch.fillAgentId((int) Numbers.integer(text, 0, text.length));
            return;
        }
        if (isAppended && !labelsAreKnown) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "agent_id='%s' is a label, but the agents of the stored episode are whole numbers"
                            .formatted(agent));
        }
        names.agent(agent);
    }

    @Override
    public boolean complete(int row, RowReport report) {
        if (position != null) {
            position.derive(row);
        }
        boolean noX = Double.isNaN(x[row]);
        boolean noY = Double.isNaN(y[row]);
        if (noX && noY && !refusesUnseen) {
            unseen.add(agentOf(row), batch, row);
            return false;
        }
        if (noX || noY) {
            report.missingPosition(
                    position == null ? RowReport.EVERY_ROW : "The row gives no position: " + position.sentence());
            return false;
        }
        int type = batch.agentType()[row];
        String label = names.agent();
        if (label != null) {
            batch.agentId()[row] = number(label, type, report);
        }
        int agent = batch.agentId()[row];
        int time = batch.timeIndex()[row];
        if (keys.agents() >= mostAgents && !keys.hasAgent(type, agent)) {
            throw tooManyAgents(report);
        }
        if (keys.add(type, agent, time)) {
            places.add(report.place());
            return true;
        }
        reportRepeated(row, type, agent, time, report);
        return false;
    }

    private String agentOf(int row) {
        String label = names.agent();
        return label == null ? String.valueOf(batch.agentId()[row]) : label;
    }

    @Override
    public UnseenRows unseen() {
        return unseen;
    }

    private int number(String label, int type, RowReport report) {
        String typeId = batch.agentTypes().id(type);
        if (labels.size() >= mostAgents && labels.find(typeId, label) == null) {
            throw tooManyAgents(report);
        }
        return labels.number(typeId, label);
    }

    /**
     * Returns the refusal of the file, which applies even if wrong rows may be left out: each further agent costs
     * memory.
     */
    private IngestException tooManyAgents(RowReport report) {
        String column = agentColumn == null ? "" : ", in the column '%s'".formatted(agentColumn);
        return Limits.exceeded(
                "An episode can have at most %d agents, counted per type; %s %d has another one%s"
                        .formatted(mostAgents, report.errors().placeWord(), report.place(), column),
                "agents");
    }

    private void reportRepeated(int row, int type, int agent, int time, RowReport report) {
        ObservationKey key = new ObservationKey(time, agent, batch.agentTypes().id(type));
        if (!report.errors().hasRoom()) {
            report.repeatedKey(timeColumn, key, "");
            return;
        }
        String predicate =
                " has the same time %d, agent %s and type %s".formatted(time, nameOf(key), key.agentTypeId());
        if (axis.origin() != null) {
            predicate += ": at %s frames per second the two times share a frame; a higher frame_rate may separate them"
                    .formatted(axis.frameRate());
        }
        report.repeatedKey(timeColumn, key, predicate);
        long place = placeInBatch(row, type, agent, time);
        if (place != RowPlaces.UNKNOWN) {
            report.errors().locate(key, "%s %d".formatted(report.errors().placeWord(), place));
        }
    }

    private String nameOf(ObservationKey key) {
        return labels.all().stream()
                .filter(known ->
                        known.agentId() == key.agentId() && known.agentTypeId().equals(key.agentTypeId()))
                .map(AgentLabel::label)
                .findFirst()
                .orElse(String.valueOf(key.agentId()));
    }

    private long placeInBatch(int size, int type, int agent, int time) {
        for (int row = 0; row < size; row++) {
            if (batch.timeIndex()[row] == time && batch.agentId()[row] == agent && batch.agentType()[row] == type) {
                return batch.place()[row];
            }
        }
        return RowPlaces.UNKNOWN;
    }

    @Override
    public @Nullable String placeOf(long rowsBefore, String placeWord) {
        if (rowsBefore < storedRows) {
            return "stored already";
        }
        long place = places.of(rowsBefore - storedRows);
        return place == RowPlaces.UNKNOWN ? null : "%s %d".formatted(placeWord, place);
    }

    @Override
    public void endBatch(int size) {
        keyMemory.require();
        checks.add(batch);
    }

    @Override
    public List<Warning> warnings() {
        return checks.warnings(
                new Checks.FileFacts(keys, axis, isRateAssumed, unseen.rows(), unseen.withValues()),
                this::nameForPeople);
    }

    private String nameForPeople(int type, int agent) {
        String typeId = batch.agentTypes().id(type);
        return "agent %s (%s)".formatted(nameOf(new ObservationKey(0, agent, typeId)), typeId);
    }

    /** Returns the frames by which the episode is raised. Frame numbers of the file's own stay as they are, also below zero. */
    private int shift() {
        boolean isRaised = !originIsGiven && axis.origin() != null;
        return isRaised ? Math.max(0, -keys.lowestFrame()) : 0;
    }

    @Override
    public @Nullable FrameRange frames() {
        return keys.frames(shift());
    }

    @Override
    public EpisodeFacts facts() {
        int shift = shift();
        return new EpisodeFacts(
                keys.numFrames() + shift, keys.numAgents(), axis.originBefore(shift), shift, labels.added());
    }
}
