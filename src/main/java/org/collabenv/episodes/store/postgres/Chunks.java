package org.collabenv.episodes.store.postgres;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.collabenv.episodes.store.Statements;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;

/**
 * The chunks of a load, two of which take turns: one is filled on the load's own thread while the server works on the
 * other, which a thread of the store's sends. Whoever wants to use the connection for something else has to
 * {@link #await} first.
 */
final class Chunks {

    private static final Logger LOG = Logger.getLogger(Chunks.class);

    private final CopyManager copy;
    private final Statements statements;
    private final boolean withIds;
    private final ExecutorService threads;
    private Chunk filling = new Chunk();
    private @Nullable Chunk resting;
    private @Nullable Future<Chunk.Copied> sending;
    private long observations;
    private long values;

    /**
     * @param withIds whether the observations have their ids in them
     * @param threads those of {@link #threads}
     */
    Chunks(CopyManager copy, Statements statements, boolean withIds, ExecutorService threads) {
        this.copy = copy;
        this.statements = statements;
        this.withIds = withIds;
        this.threads = threads;
    }

    /** Threads for the chunks of a store's loads; a load whose rows fit into one chunk needs none. */
    static ExecutorService threads() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "chunk-sender");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The chunk to add rows to. */
    Chunk filling() {
        return filling;
    }

    /** Observations that the server says it has taken. */
    long observations() {
        return observations;
    }

    /** Property values that the server says it has taken. */
    long values() {
        return values;
    }

    /** Starts to send what was filled, once what is under way has been taken. */
    void send() throws SQLException {
        await();
        Chunk full = filling;
        filling = resting == null ? new Chunk() : resting;
        resting = full;
        sending = threads.submit(() -> full.send(copy, statements, withIds));
    }

    /** Sends what was filled and waits until the server has taken it; the connection is free then. */
    void flush() throws SQLException {
        await();
        count(filling.send(copy, statements, withIds));
    }

    /**
     * Waits until the server has taken what is under way. An interrupt does not end the wait, since the connection is
     * in use until the server has answered; it is kept for whatever the caller waits for next.
     */
    void await() throws SQLException {
        boolean interrupted = false;
        try {
            while (sending != null) {
                try {
                    Chunk.Copied taken = sending.get();
                    sending = null;
                    count(taken);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            sending = null;
            throw failure(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until nothing is under way any more, whatever becomes of it: the load has failed already. */
    void settle() {
        try {
            await();
        } catch (SQLException | RuntimeException e) {
            LOG.debugf(e, "A chunk of a load that has failed already failed too");
        }
    }

    private void count(Chunk.Copied taken) {
        observations += taken.observations();
        values += taken.values();
    }

    private static SQLException failure(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        } else if (e.getCause() instanceof RuntimeException unexpected) {
            throw unexpected;
        } else if (e.getCause() instanceof SQLException refused) {
            return refused;
        }
        return new SQLException(e);
    }
}
