package org.collabenv.episodes.store.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.collabenv.episodes.store.StoreException;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB file, which is open while it is used and for some time after that: other programs can open it only while it is
 * closed. It is opened again on demand.
 */
final class DuckDbFile implements ConnectionFactory, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DuckDbFile.class);

    /** The SQLSTATE of a database that cannot be reached. */
    private static final String UNREACHABLE = "08001";

    private final Path file;
    private final String memoryLimit;
    private final Duration releaseAfter;
    private final Preparation preparation;
    private final ScheduledExecutorService thread;
    private final @Nullable Future<?> releases;
    private @Nullable DuckDBConnection open;
    private int used;
    private long lastUse = System.nanoTime();

    /** The preparation of a file that has been opened, before it is used. */
    interface Preparation {
        void of(ConnectionFactory connections);
    }

    /**
     * Opens a file, which is created if it does not exist.
     *
     * @param releaseAfter the time without use after which the file is closed; zero to keep it open
     * @param preparation prepares the file each time it is opened: another program may have changed it meanwhile
     * @throws StoreException if the file cannot be opened, for example because another process has it open
     */
    DuckDbFile(Path file, String memoryLimit, Duration releaseAfter, Preparation preparation) {
        this.file = file;
        this.memoryLimit = memoryLimit;
        this.releaseAfter = releaseAfter;
        this.preparation = preparation;
        try {
            open = prepared();
        } catch (SQLException e) {
            throw new StoreException("The DuckDB file " + file + " cannot be opened: " + e.getMessage(), e);
        }
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread releasing = new Thread(task, "duckdb-release");
            releasing.setDaemon(true);
            return releasing;
        });
        long millis = Math.max(1, releaseAfter.toMillis() / 2);
        releases = releaseAfter.isZero()
                ? null
                : thread.scheduleWithFixedDelay(this::releaseIfIdle, millis, millis, TimeUnit.MILLISECONDS);
    }

    private DuckDBConnection prepared() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memoryLimit);
        // Rows are handed out while they are read; otherwise all of them would be in memory first.
        settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        // The driver is called directly: DriverManager knows only the drivers of the class loader that asks first.
        DuckDBConnection connection =
                new DuckDBDriver().connect("jdbc:duckdb:" + file, settings).unwrap(DuckDBConnection.class);
        boolean isPrepared = false;
        try {
            preparation.of(connection::duplicate);
            isPrepared = true;
            return connection;
        } finally {
            if (!isPrepared) {
                connection.close();
            }
        }
    }

    @Override
    public synchronized Connection openConnection() throws SQLException {
        DuckDBConnection base = open;
        if (base == null) {
            try {
                base = prepared();
            } catch (SQLException e) {
                throw new SQLException("The DuckDB file is open in another program: " + e.getMessage(), UNREACHABLE, e);
            }
            open = base;
            LOG.infof("The DuckDB file is open again: %s", file);
        }
        Connection connection = base.duplicate();
        used++;
        return connection;
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try {
            connection.close();
        } finally {
            synchronized (this) {
                used--;
                lastUse = System.nanoTime();
            }
        }
    }

    /** Returns whether the file is closed, so that other programs may use it. */
    synchronized boolean isReleased() {
        return open == null;
    }

    private synchronized void releaseIfIdle() {
        boolean isIdle = used == 0 && System.nanoTime() - lastUse >= releaseAfter.toNanos();
        if (open != null && isIdle) {
            try {
                open.close();
                open = null;
                LOG.infof("The DuckDB file is closed until it is needed again: %s", file);
            } catch (SQLException e) {
                LOG.warnf(e, "The DuckDB file %s could not be closed", file);
            }
        }
    }

    @Override
    public synchronized void close() {
        if (releases != null) {
            releases.cancel(false);
        }
        thread.shutdown();
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                throw new StoreException("The DuckDB file " + file + " could not be closed", e);
            }
        }
    }
}
