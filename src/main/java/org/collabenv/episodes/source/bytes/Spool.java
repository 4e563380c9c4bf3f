package org.collabenv.episodes.source.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jboss.logging.Logger;

/**
 * A folder for files that must be complete before they can be read, such as Parquet, which has its index at its end.
 *
 * <p>Each process creates its own folder in a common parent and holds it with a lock that ends with the process. A
 * process that starts deletes the folders that no process holds, so that the files of a killed process do not remain.
 */
public final class Spool implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Spool.class);
    private static final String PREFIX = "episode-ingest-";
    private static final String LOCK = "lock";

    /** The minimum age of a folder that is deleted: a younger one may not be locked yet. */
    private static final Duration YOUNGEST_LEFTOVER = Duration.ofMinutes(1);

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;
    private final long mostBytes;
    private final FileChannel held;

    /** A file in the folder; deleted when it is closed. */
    public record SpooledFile(Path path) implements AutoCloseable {

        /** Empties the file, so that its room is free even while a part of it is still mapped. No part may be read any more. */
        public void clear() {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            } catch (IOException e) {
                LOG.warnf(e, "The temporary file %s could not be emptied", path);
            }
        }

        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.warnf(e, "The temporary file %s could not be deleted", path);
            }
        }
    }

    /**
     * @param parent the folder in which this one is created
     * @param mostBytes the maximum size of a file
     */
    public Spool(Path parent, long mostBytes) {
        this.mostBytes = mostBytes;
        try {
            Files.createDirectories(parent);
            sweep(parent);
            folder = Files.createTempDirectory(parent, PREFIX);
            held = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = held.lock();
            LOG.debugf("Files are kept in %s while they are read (%s)", folder, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder for temporary files " + parent + " cannot be used", e);
        }
    }

    /**
     * Writes a stream to a file.
     *
     * @throws IngestException if the stream is longer than the limit; the file is then deleted
     * @throws IOException if the stream breaks; the file is then deleted
     */
    public SpooledFile write(InputStream content) throws IOException {
        return write(content, 0);
    }

    /**
     * Writes a stream to a file that belongs to others.
     *
     * @param before the bytes of the others, which count as its own
     * @throws IngestException if all of them are more than the limit; the file is then deleted
     * @throws IOException if the stream breaks; the file is then deleted
     */
    public SpooledFile write(InputStream content, long before) throws IOException {
        SpooledFile file = create();
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file.path())) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long bytes = before;
            for (int read = content.read(buffer); read != -1; read = content.read(buffer)) {
                bytes += read;
                if (bytes > mostBytes) {
                    throw new IngestException(
                            Problem.TOO_LARGE,
                            "A file that must be complete before it can be read may have at most %d bytes here (episodes.source.spool-limit)"
                                    .formatted(mostBytes));
                }
                writeDown(buffer, read, out);
            }
            whole = true;
        } finally {
            if (!whole) {
                file.close();
            }
        }
        return file;
    }

    /** Creates an empty file, and the folder too if it has been deleted from outside. */
    public SpooledFile create() {
        try {
            Files.createDirectories(folder);
            return new SpooledFile(Files.createTempFile(folder, "file-", ".parquet"));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder for temporary files " + folder + " cannot be used", e);
        }
    }

    /**
     * Writes a part of the stream. A failure is not an {@link IOException}, since a full disk must not look like a
     * broken upload.
     */
    private void writeDown(byte[] buffer, int length, OutputStream out) {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw full(e);
        }
    }

    /** Returns the refusal of an upload for which the folder for temporary files has no room. */
    public static IngestException full(Exception cause) {
        return new IngestException(
                Problem.DISK_FULL,
                "The service's folder for temporary files (episodes.source.spool-folder) cannot take the upload",
                cause);
    }

    @Override
    public void close() {
        try (held) {
            delete(folder);
        } catch (IOException e) {
            LOG.warnf(e, "The folder of temporary files %s could not be deleted", folder);
        }
    }

    private static void sweep(Path parent) throws IOException {
        List<Path> others;
        try (Stream<Path> entries = Files.list(parent)) {
            others = entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        for (Path other : others) {
            try {
                sweepOne(other);
            } catch (IOException | OverlappingFileLockException e) {
                LOG.debugf(e, "%s belongs to another process", other);
            }
        }
    }

    private static void sweepOne(Path other) throws IOException {
        Path lockFile = other.resolve(LOCK);
        boolean young = Files.getLastModifiedTime(other)
                .toInstant()
                .isAfter(Instant.now().minus(YOUNGEST_LEFTOVER));
        if (young || !Files.exists(lockFile)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                LOG.infof("Deleting temporary files that a service left in %s", other);
                delete(other);
            }
        }
    }

    /** Deletes a folder with what is in it, also folders: DuckDB makes one while it writes Parquet. */
    private static void delete(Path directory) throws IOException {
        FileUtils.deleteDirectory(directory.toFile());
    }
}
