package org.collabenv.episodes.source.bytes;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.io.input.ProxyInputStream;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** The bytes of a file that may be cut off anywhere, so that compressed data ends where it can be decompressed no further. */
public final class FileHead extends ProxyInputStream {

    private boolean isAny;

    /** @param head decompressed bytes, which fail where the file is cut off; closed by this stream */
    public FileHead(InputStream head) {
        super(head);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int count = super.read(buffer, offset, length);
            isAny |= count > 0;
            return count;
        } catch (IngestException e) {
            if (isAny && e.problem() == Problem.BROKEN_FILE) {
                return -1;
            }
            throw e;
        }
    }
}
