package org.collabenv.episodes.source.array;

import io.jhdf.api.Dataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.ByteShuffleFilter;
import io.jhdf.filter.LzfFilter;
import io.jhdf.filter.PipelineFilterWithData;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/**
 * Undoes the filters of a chunk of HDF5, within the size that a chunk has. jhdf does so without a limit, so that a chunk could
 * become any number of bytes.
 */
final class ChunkFilters {

    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;
    private static final int LZF = 32_000;
    private static final int CHECKSUM_BYTES = 4;
    private static final int MODULUS = 0xffff;
    private static final int LZF_SIZE = 2;

    private final List<PipelineFilterWithData> filters;
    private final int size;
    private final String dataset;

    /**
     * @param size the bytes of a chunk
     * @throws IngestException if the chunks have a filter that is not known; the message names it
     */
    ChunkFilters(Dataset dataset, int size) {
        this.size = size;
        this.dataset = dataset.getPath();
        try {
            this.filters = dataset.getFilters();
        } catch (HdfException e) {
            throw unread(String.valueOf(e.getMessage()));
        }
        for (PipelineFilterWithData filter : filters) {
            if (!List.of(DEFLATE, SHUFFLE, FLETCHER32, LZF).contains(filter.getId())) {
                throw unread("the filter '%s' (%d)".formatted(filter.getName(), filter.getId()));
            }
        }
    }

    private IngestException unread(String what) {
        return new IngestException(
                Problem.UNSUPPORTED_FORMAT,
                "The dataset '%s' is compressed in a way that is not read here: %s; gzip, lzf, shuffle and fletcher32 are. Rewrite it with h5repack -f GZIP=4"
                        .formatted(dataset, what));
    }

    /** Returns the bytes of a chunk. */
    byte[] undo(byte[] stored) {
        byte[] bytes = stored;
        for (int i = filters.size() - 1; i >= 0; i--) {
            PipelineFilterWithData filter = filters.get(i);
            bytes = switch (filter.getId()) {
                case DEFLATE -> inflated(bytes);
                case SHUFFLE -> new ByteShuffleFilter().decode(bytes, filter.getFilterData());
                case FLETCHER32 -> withoutChecksum(bytes);
                default -> unpacked(bytes, filter.getFilterData());
            };
        }
        if (bytes.length != size) {
            throw broken();
        }
        return bytes;
    }

    private byte[] inflated(byte[] bytes) {
        // A checksum may still be behind the bytes of the chunk.
        byte[] out = new byte[size + CHECKSUM_BYTES];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            int count = 0;
            while (!inflater.finished() && count < out.length) {
                int more = inflater.inflate(out, count, out.length - count);
                if (more == 0 && !inflater.finished()) {
                    throw broken();
                }
                count += more;
            }
            return Arrays.copyOf(out, count);
        } catch (DataFormatException e) {
            throw broken();
        } finally {
            inflater.end();
        }
    }

    private byte[] unpacked(byte[] bytes, int[] data) {
        if (data.length <= LZF_SIZE || data[LZF_SIZE] < 0 || data[LZF_SIZE] > size + CHECKSUM_BYTES) {
            throw broken();
        }
        try {
            return new LzfFilter().decode(bytes, data);
        } catch (HdfException | IndexOutOfBoundsException e) {
            throw broken();
        }
    }

    private byte[] withoutChecksum(byte[] bytes) {
        int length = bytes.length - CHECKSUM_BYTES;
        if (length < 0 || !hasChecksum(bytes, length)) {
            throw new IngestException(
                    Problem.BROKEN_FILE,
                    "The file is damaged: a chunk of the dataset '%s' has a wrong checksum".formatted(dataset));
        }
        return Arrays.copyOf(bytes, length);
    }

    /**
     * Returns whether the checksum of HDF5 follows the bytes: Fletcher's, of 16-bit words with their high byte first. Its two
     * halves are modulo 65,535, where 0 and 65,535 are the same.
     */
    private static boolean hasChecksum(byte[] bytes, int length) {
        long first = 0;
        long second = 0;
        for (int i = 0; i < length; i += 2) {
            int low = i + 1 < length ? bytes[i + 1] & 0xff : 0;
            first = (first + ((bytes[i] & 0xff) << 8 | low)) % MODULUS;
            second = (second + first) % MODULUS;
        }
        return first == word(bytes, length) % MODULUS && second == word(bytes, length + 2) % MODULUS;
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    private IngestException broken() {
        return new IngestException(
                Problem.BROKEN_FILE,
                "The file is damaged: a chunk of the dataset '%s' cannot be unpacked".formatted(dataset));
    }
}
