package org.collabenv.episodes.source.value;

/** Reads the id of the property to which the row's value belongs, in a file of one value per line. */
public record PropertyIdReader(NameParser parser, RowNames names) implements FieldReader {

    @Override
    public void read(char[] buffer, int offset, int length, int row, RowReport report) {
        names.property(parser.parse(buffer, offset, length, report));
    }
}
