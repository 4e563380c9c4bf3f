package org.collabenv.episodes.source.array;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The chunks of an HDF5 file that were used last, of all its datasets together. */
final class ChunkCache {

    /** The bytes of chunks that are kept. */
    static final long MOST_BYTES = 32L << 20;

    private final Map<Key, ByteBuffer> chunks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Key(ChunkedArray array, long chunk) {}

    @Nullable
    ByteBuffer find(ChunkedArray array, long chunk) {
        return chunks.get(new Key(array, chunk));
    }

    /** Keeps a chunk, and forgets those that were used least recently if there are too many bytes. */
    void keep(ChunkedArray array, long chunk, ByteBuffer content) {
        chunks.put(new Key(array, chunk), content);
        bytes += content.capacity();
        Iterator<ByteBuffer> oldest = chunks.values().iterator();
        while (bytes > MOST_BYTES && chunks.size() > 1) {
            bytes -= oldest.next().capacity();
            oldest.remove();
        }
    }
}
