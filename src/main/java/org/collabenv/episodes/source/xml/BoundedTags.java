package org.collabenv.episodes.source.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/**
 * Refuses XML of which the parser would keep much in memory: a long tag or text, and comments, marked sections, document types
 * and instructions, which TrackMate does not write and which may hold any character.
 */
final class BoundedTags extends FilterInputStream {

    private static final int LONGEST = 1 << 16;

    private long at;
    private long opened;
    private long closed;
    private int before;

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
            look(buffer[i]);
        }
        return read;
    }

    private void look(int next) {
        at++;
        if (next == '<') {
            opened = at;
        } else if (next == '>') {
            closed = at;
        }
        // The first tag is that of the XML itself.
        boolean isOther = before == '<' && (next == '!' || (next == '?' && at > 2));
        before = next;
        if (isOther) {
            throw new IngestException(
                    Problem.BROKEN_FILE,
                    "The XML has a comment, a marked section, a document type or an instruction, none of which TrackMate writes: such XML is not read");
        }
        if (at - opened > LONGEST || at - closed > LONGEST) {
            throw new IngestException(
                    Problem.TOO_LARGE, "The XML has a tag or a text of more than %d bytes".formatted(LONGEST));
        }
    }
}
