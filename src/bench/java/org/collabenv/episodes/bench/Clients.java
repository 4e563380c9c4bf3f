package org.collabenv.episodes.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that load files at the same time, each the next one when it is done with the last. */
final class Clients {

    private static final int MOST = 4;

    private Clients() {}

    /** Loads files one by one. */
    interface Client extends AutoCloseable {
        void load(Path file) throws Exception;

        @Override
        default void close() throws SQLException {}
    }

    /** Makes a client of its own for each thread. */
    interface Connect {
        Client connect() throws Exception;
    }

    /**
     * Loads all files.
     *
     * @throws Exception the first failure of any client
     */
    static void load(List<Path> files, Connect connect) throws Exception {
        ConcurrentLinkedQueue<Path> waiting = new ConcurrentLinkedQueue<>(files);
        int clients = Math.min(MOST, files.size());
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> {
                    try (Client client = connect.connect()) {
                        for (Path file = waiting.poll(); file != null; file = waiting.poll()) {
                            client.load(file);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> client : running) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
