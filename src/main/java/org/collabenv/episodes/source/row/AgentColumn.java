package org.collabenv.episodes.source.row;

import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.options.ReadAs;
import org.collabenv.episodes.source.options.ReadingOptions;
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
    static boolean holdsLabels(Header header, int index, Sample sample, ReadingOptions options) {
        Header.Column column = header.columns().get(index);
        MissingValues missing = options.missing();
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
                if (column.isGuessed() && isMeasure(text)) {
                    throw measure(header, index, text, record, sample, options);
                }
            }
        }
        return labels;
    }

    private static boolean isMeasure(String text) {
        double value = Numbers.real(text);
        return Double.isFinite(value) && value != Math.rint(value);
    }

    /** Returns the refusal of numbers with a fraction, which are directions or measures and identify nobody. */
    private static IngestException measure(
            Header header, int index, String text, int record, Sample sample, ReadingOptions options) {
        String name = header.columns().get(index).name();
        return new IngestException(
                Problem.INVALID_HEADER,
                "The column '%s' would be the agent, but holds numbers with a fraction, such as %s (%s %d): pass mapping=%s=%s:float to make it a property, and name the agent there too, for example id=agent_id"
                        .formatted(name, text, sample.place(), sample.line(record), name, name),
                new MissingColumns(header, sample, options).insteadOf(index));
    }
}
