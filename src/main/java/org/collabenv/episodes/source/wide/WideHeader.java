package org.collabenv.episodes.source.wide;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** The header of a file with a column group per animal, which may have several records. */
public abstract class WideHeader {

    /** The agent of a file with one animal that it does not name. */
    static final String ONLY_ANIMAL = "0";

    private final String tool;

    /** @param tool the program that writes such files, for messages */
    WideHeader(String tool) {
        this.tool = tool;
    }

    /**
     * Recognises a header by its first record.
     *
     * @param agentIsGiven whether the upload names the agent of every row
     * @return a header that has taken the record; empty if the record is that of a tidy table
     * @throws IngestException if the record is wrong in a layout that is recognised
     */
    public static Optional<WideHeader> beginningWith(List<String> record, boolean agentIsGiven) {
        return Stream.<Function<List<String>, Optional<WideHeader>>>of(
                        first -> DeepLabCutHeader.of(first, agentIsGiven),
                        MotiveHeader::of,
                        MetricaHeader::of,
                        first -> NumberedHeader.of(first, agentIsGiven))
                .map(layout -> layout.apply(record))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Returns whether no further record belongs to the header. */
    public abstract boolean isComplete();

    /**
     * Takes the next record.
     *
     * @throws IngestException if it cannot be one of this header
     */
    public abstract void add(List<String> record);

    /** Returns the table, once the header is complete. */
    abstract WideTable table();

    /** Returns the number of cells of a line, once the header is complete. */
    abstract int width();

    /** Returns the refusal of a header that is not like those of the program. */
    public IngestException refusal(String what) {
        return new IngestException(
                Problem.INVALID_HEADER,
                "The file looks like one of %s, but %s. Pass header=none to read it as a table without a header, or export a table with one row per animal and frame (columns frame, id, x, y)"
                        .formatted(tool, what));
    }

    /** Returns a cell of a header's record; empty if the record has no such cell. */
    static String cell(List<String> record, int column) {
        return column < record.size() ? record.get(column).strip() : "";
    }

    static FileColumn column(String name) {
        return new FileColumn(name, FileColumn.Kind.UNDECLARED);
    }
}
