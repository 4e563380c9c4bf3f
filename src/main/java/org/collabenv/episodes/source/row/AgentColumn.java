package org.collabenv.episodes.source.row;

import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.options.ReadAs;
import org.collabenv.episodes.source.value.MissingValues;
import org.collabenv.episodes.source.value.Numbers;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** Decides from the first records whether the agents of a file are all whole numbers or all labels. */
public final class AgentColumn {

    private AgentColumn() {}

    /**
     * Returns whether the agents are labels.
     *
     * @param index the column's position in the file
     */
    static boolean holdsLabels(Header.Column column, int index, Sample sample, MissingValues missing) {
        ReadAs readAs = column.readAs();
        if (readAs == ReadAs.LABELS) {
            return true;
        }
        if (readAs != null) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The mapping reads the column '%s' as %s, but the column is the agent: only labels is possible"
                            .formatted(column.name(), readAs.word()));
        }
        boolean labels = false;
        for (int record = sample.data(0); record >= 0; record = sample.data(record + 1)) {
            String text = sample.text(record, index).strip();
            if (!missing.matches(text) && !Numbers.isWholeByItself(text.toCharArray(), 0, text.length())) {
                labels = true;
                if (column.isGuessed()) {
                    requireId(column, text, sample.place(), sample.line(record));
                }
            }
        }
        return labels;
    }

    /** Refuses a number with a fraction, which is a direction or a measure and identifies nobody. */
    private static void requireId(Header.Column column, String text, String place, long line) {
        double value = Numbers.real(text.toCharArray(), 0, text.length());
        if (Double.isFinite(value) && value != Math.rint(value)) {
            throw new IngestException(
                    Problem.INVALID_HEADER,
                    "The column '%s' would be the agent, but holds numbers with a fraction, such as %s (%s %d): pass mapping=%s=%s to make it a property, and name the agent there too, for example id=agent_id"
                            .formatted(column.name(), text, place, line, column.name(), column.name() + "_"));
        }
    }
}
