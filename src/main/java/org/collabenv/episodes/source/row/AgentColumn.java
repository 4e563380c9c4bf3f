package org.collabenv.episodes.source.row;

import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.options.ReadAs;
import org.collabenv.episodes.source.value.MissingValues;
import org.collabenv.episodes.source.value.Numbers;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** Decides, as a whole and by the first records, whether a file's agents are whole numbers or labels. */
public final class AgentColumn {

    private AgentColumn() {}

    /** @param index the column's place in the file */
    static boolean holdsLabels(Header.Column column, int index, Sample sample, MissingValues missing) {
        ReadAs readAs = column.readAs();
        if (readAs == ReadAs.LABELS) {
            return true;
        }
        if (readAs != null) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The mapping reads the column '%s' as %s, but it is the agent: only labels is possible"
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
