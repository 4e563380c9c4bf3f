package org.collabenv.episodes.source.parquet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.parquet.format.InterningProtocol;
import org.apache.parquet.format.PageHeader;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/**
 * Verifies the checksums that the pages of a Parquet file carry, which DuckDB does not: a wrong bit in a page without
 * compression would be another number. Pages without a checksum are as they are.
 */
final class PageChecksums {

    /** The longest header of a page, which holds its least and its greatest value. */
    private static final int LONGEST_HEADER = 1 << 20;

    private static final int DEEPEST_HEADER = 16;
    private static final int BUFFER = 1 << 16;

    /**
     * A column of a row group.
     *
     * @param path the column's name, with those of what it is part of
     * @param start the place of its first page in the file
     * @param size the bytes of all its pages
     */
    record Chunk(String path, long start, long size) {}

    private final byte[] buffer = new byte[BUFFER];

    private PageChecksums() {}

    /**
     * Reads the pages of all chunks. What is wrong with a file otherwise is left to its reader, which says more of it.
     *
     * @throws IngestException if a page is not what its checksum says
     */
    static void verify(Path file, List<Chunk> chunks) throws IOException {
        PageChecksums checksums = new PageChecksums();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (Chunk chunk : chunks) {
                if (chunk.start() >= 0 && chunk.start() < channel.size()) {
                    channel.position(chunk.start());
                    checksums.verify(chunk, Channels.newInputStream(channel));
                }
            }
        }
    }

    private void verify(Chunk chunk, InputStream file) throws IOException {
        BoundedInputStream pages = BoundedInputStream.builder()
                .setInputStream(new BufferedInputStream(file, BUFFER))
                .setMaxCount(chunk.size())
                .setPropagateClose(false)
                .get();
        while (pages.getCount() < chunk.size()) {
            PageHeader header = new PageHeader();
            // A program writes checksums of all pages or of none.
            if (!read(header, pages) || !header.isSetCrc()) {
                return;
            }
            CRC32 crc = new CRC32();
            int left = header.getCompressed_page_size();
            while (left > 0) {
                int count = pages.read(buffer, 0, Math.min(left, BUFFER));
                if (count == -1) {
                    return;
                }
                crc.update(buffer, 0, count);
                left -= count;
            }
            if ((int) crc.getValue() != header.getCrc()) {
                throw new IngestException(
                        Problem.BROKEN_FILE,
                        "The Parquet file is damaged: its column '%s' has a page whose checksum is wrong"
                                .formatted(chunk.path()));
            }
        }
    }

    /** Reads the header of a page; returns false if it is none. */
    private static boolean read(PageHeader header, InputStream pages) {
        try {
            TConfiguration limits = new TConfiguration(LONGEST_HEADER, LONGEST_HEADER, DEEPEST_HEADER);
            header.read(new InterningProtocol(new TCompactProtocol(new TIOStreamTransport(limits, pages))));
            return true;
        } catch (TException e) {
            return false;
        }
    }
}
