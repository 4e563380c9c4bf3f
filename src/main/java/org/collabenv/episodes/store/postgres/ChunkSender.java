package org.collabenv.episodes.store.postgres;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.collabenv.episodes.store.Statements;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;

/**
 * Sends the chunks of a load. Two take turns: one is filled while the server works on the other, which a thread of the
 * pool sends meanwhile. Whoever wants to use the connection for something else has to {@link #flush} first.
 */
final class ChunkSender {

    private static final Logger LOG = Logger.getLogger(ChunkSender.class);

    private final CopyManager copy;
    private final Statements statements;
    private final boolean withIds;
    private final ExecutorService threads;
    private Chunk filling = new Chunk();
    private @Nullable Chunk spare;
    private @Nullable Future<Chunk.Copied> sending;
    private long observations;
    private long values;

    /**
     * @param withIds whether the observations have their ids in them
     * @param threads where chunks are sent; small loads need none of it
     */
    ChunkSender(CopyManager copy, Statements statements, boolean withIds, ExecutorService threads) {
        this.copy = copy;
        this.statements = statements;
        this.withIds = withIds;
        this.threads = threads;
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

    /** Starts to send what was filled; {@link #await} comes before. */
    void send() {
        Chunk full = filling;
        filling = spare == null ? new Chunk() : spare;
        spare = full;
        sending = threads.submit(() -> full.send(copy, statements, withIds));
    }

    /** Sends whatever there is and waits until the server has taken it; the connection is free then. */
    void flush() throws SQLException {
        await();
        if (!filling.isEmpty()) {
            count(filling.send(copy, statements, withIds));
        }
    }

    /**
     * Waits until the server has taken what is under way. An interrupt does not end the wait, since the connection is
     * in use until the server has answered; it is kept for whatever the caller waits for next.
     */
    void await() throws SQLException {
        Future<Chunk.Copied> chunk = sending;
        if (chunk == null) {
            return;
        }
        boolean interrupted = false;
        try {
            while (sending != null) {
                try {
                    count(chunk.get());
                    sending = null;
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

    /** Waits until nothing is under way, whatever becomes of it. */
    void settle() {
        try {
            await();
        } catch (SQLException | RuntimeException e) {
            LOG.debugf(e, "A chunk of a load that has failed already failed too");
        }
    }

    private void count(Chunk.Copied copied) {
        observations += copied.observations();
        values += copied.values();
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
