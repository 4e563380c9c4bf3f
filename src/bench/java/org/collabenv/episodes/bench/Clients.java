package org.collabenv.episodes.bench;

import java.nio.file.Path;
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

    /** One client's way to load a file. */
    interface Load {
        void load(Path file) throws Exception;
    }

    /** Opens what one client needs for its loads. */
    interface Connect<C extends AutoCloseable> {
        C connect() throws Exception;
    }

    /** One client's way to load a file over what it has opened. */
    interface LoadOver<C> {
        void load(C connection, Path file) throws Exception;
    }

    static void load(List<Path> files, Load load) throws Exception {
        load(files, () -> () -> {}, (nothing, file) -> load.load(file));
    }

    /** @throws Exception the first failure of any client */
    static <C extends AutoCloseable> void load(List<Path> files, Connect<C> connect, LoadOver<C> load)
            throws Exception {
        ConcurrentLinkedQueue<Path> waiting = new ConcurrentLinkedQueue<>(files);
        int clients = Math.min(MOST, files.size());
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                running.add(threads.submit(() -> {
                    try (C connection = connect.connect()) {
                        for (Path file = waiting.poll(); file != null; file = waiting.poll()) {
                            load.load(connection, file);
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
