package org.collabenv.episodes.store.duckdb;

import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import org.apache.commons.io.input.ProxyInputStream;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.store.tables.Database;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/**
 * Copies a database file as it is at one moment, while loads go on: other programs cannot open the file itself, not even to
 * read it. The copy lies beside the file until it has been read, and takes as much of the disk.
 */
final class Snapshots {

    private static final String SUFFIX = ".snapshot";

    private final Path file;
    private final Database database;
    private final Semaphore free = new Semaphore(1);

    /** Removes what a killed service has left. */
    Snapshots(Path file, Database database) {
        this.file = file;
        this.database = database;
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(file.toAbsolutePath().getParent(), file.getFileName() + SUFFIX + "*")) {
            for (Path snapshot : left) {
                Files.delete(snapshot);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes a snapshot.
     *
     * @return its bytes; the caller closes them, which deletes it
     * @throws IngestException if another one is being made or read
     */
    InputStream open() {
        if (!free.tryAcquire()) {
            throw new IngestException(
                    Problem.SLOTS_TAKEN, "Another snapshot is being made or read; ask for this one again later");
        }
        boolean isOpen = false;
        try {
            Path snapshot = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + SUFFIX, "");
            Files.delete(snapshot);
            copy(snapshot);
            InputStream copy = new Snapshot(Files.newInputStream(snapshot, StandardOpenOption.DELETE_ON_CLOSE));
            isOpen = true;
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!isOpen) {
                free.release();
            }
        }
    }

    /** A copy that is being read: there is one at a time, so that readers do not fill the disk. */
    private final class Snapshot extends ProxyInputStream {

        private boolean isClosed;

        Snapshot(InputStream copy) {
            super(copy);
        }

        @Override
        public void close() throws IOException {
            if (!isClosed) {
                isClosed = true;
                free.release();
                super.close();
            }
        }
    }

    private void copy(Path snapshot) throws IOException {
        boolean isCopied = false;
        try (Sql sql = database.open()) {
            translatingCommand(() -> {
                String name = sql.query("database_name").mapTo(String.class).one();
                sql.update("attach_snapshot")
                        .define("snapshot", quoted(snapshot.toString(), '\''))
                        .execute();
                try {
                    sql.update("copy_to_snapshot")
                            .define("database", quoted(name, '"'))
                            .execute();
                } finally {
                    sql.execute("detach_snapshot");
                }
            });
            isCopied = true;
        } finally {
            if (!isCopied) {
                Files.deleteIfExists(snapshot);
            }
        }
    }

    private static String quoted(String text, char quote) {
        return quote + text.replace(String.valueOf(quote), String.valueOf(quote) + quote) + quote;
    }
}
