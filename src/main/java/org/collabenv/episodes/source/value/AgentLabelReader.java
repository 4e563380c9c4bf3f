package org.collabenv.episodes.source.value;

/** Reads agents that are labels. */
public record AgentLabelReader(NameParser parser, RowNames names) implements FieldReader {

    @Override
    public void read(char[] buffer, int offset, int length, int row, RowReport report) {
        names.agent(parser.parse(buffer, offset, length, report));
    }
}
