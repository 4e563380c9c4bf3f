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
        for (int record = sample.next(); record < sample.records(); record++) {
            String text = sample.text(record, index).strip();
            if (!missing.matches(text) && !Numbers.isWholeByItself(text.toCharArray(), 0, text.length())) {
                return true;
            }
        }
        return false;
    }
}
