package org.collabenv.episodes.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between the service and PostgreSQL, and loses the connection around a commit. */
public final class CommitProxy implements Closeable {

    /** A part of the statement after which a load commits. */
    private static final String LAST_STATEMENT = "SET state = 'completed'";

    private final ServerSocket listening;
    private final TestPostgres.Database database;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Loss next = Loss.NONE;

    /** What is lost of the next commit. */
    public enum Loss {
        NONE,
        /** The command: the server rolls back. */
        COMMAND,
        /** The answer: the server has committed, and nobody was told. */
        ANSWER
    }

    public CommitProxy(TestPostgres.Database database) throws IOException {
        this.database = database;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** The database as it is reached through this proxy. */
    public TestPostgres.Database through() {
        return new TestPostgres.Database(
                listening.getInetAddress().getHostAddress(),
                listening.getLocalPort(),
                database.name(),
                database.user(),
                database.password());
    }

    /** Loses something of the next commit; those after it pass again. */
    public void lose(Loss what) {
        next = what;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(database.host(), database.port());
                Pair pair = new Pair(client, server);
                threads.execute(pair::passCommands);
                threads.execute(pair::passAnswers);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private final class Pair {

        private final Socket client;
        private final Socket server;
        private volatile boolean isCommitting;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void passCommands() {
            pass(client, server, bytes -> {
                if (isCommitting && next == Loss.COMMAND) {
                    next = Loss.NONE;
                    return true;
                }
                isCommitting |= bytes.contains(LAST_STATEMENT);
                return false;
            });
        }

        void passAnswers() {
            pass(server, client, bytes -> {
                // The server says so by the command's name, even if the command itself was a prepared statement.
                boolean lost = isCommitting && next == Loss.ANSWER && bytes.contains("COMMIT\0");
                if (lost) {
                    next = Loss.NONE;
                }
                return lost;
            });
        }

        private interface Check {
            boolean isLost(String bytes);
        }

        private void pass(Socket from, Socket to, Check check) {
            byte[] buffer = new byte[1 << 16];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read != -1; read = in.read(buffer)) {
                    if (check.isLost(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))) {
                        return;
                    }
                    out.write(buffer, 0, read);
                }
            } catch (IOException closed) {
                // The other direction has closed both ends.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
