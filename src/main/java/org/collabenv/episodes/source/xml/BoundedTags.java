package org.collabenv.episodes.source.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** Refuses XML with a tag, or a text between two tags, that is long: the parser would keep all of it in memory. */
final class BoundedTags extends FilterInputStream {

    private static final int LONGEST = 1 << 16;

    private int length;

    BoundedTags(InputStream xml) {
        super(xml);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        int read = super.read(buffer, offset, count);
        for (int i = offset; i < offset + read; i++) {
            length = buffer[i] == '<' ? 0 : length + 1;
            if (length > LONGEST) {
                throw new IngestException(
                        Problem.TOO_LARGE, "The XML has a tag or a text of more than %d bytes".formatted(LONGEST));
            }
        }
        return read;
    }
}
