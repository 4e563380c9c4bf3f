package org.collabenv.episodes.source.value;

/** Reads agents that are whole numbers: plain digits, or {@code 1.0} as data frames write them. */
public record AgentNumberReader(String column, MissingValues missing, int[] target) implements FieldReader {

    @Override
    public void read(char[] buffer, int offset, int length, int row, RowReport report) {
        long value = Numbers.plainInteger(buffer, offset, length);
        if (value == Numbers.NOT_AN_INT && Numbers.isWholeByItself(buffer, offset, length)) {
            value = Numbers.integer(buffer, offset, length);
        }
        if (value == Numbers.NOT_AN_INT || missing.hideNumber(buffer, offset, length)) {
            reject(buffer, offset, length, report);
        }
        target[row] = (int) value;
    }

    private void reject(char[] buffer, int offset, int length, RowReport report) {
        if (missing.matches(buffer, offset, length)) {
            report.missing(column, buffer, offset, length);
            return;
        }
        report.cell(
                column,
                buffer,
                offset,
                length,
                "not_an_integer",
                "A whole number is expected here, as in the first rows: pass mapping=%s=agent_id:labels if the agents are labels"
                        .formatted(column));
    }
}
