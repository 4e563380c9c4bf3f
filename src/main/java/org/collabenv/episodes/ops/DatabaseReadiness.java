package org.collabenv.episodes.ops;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.trajectory.IngestException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.jspecify.annotations.Nullable;

/** Reports that the service is ready while the database answers and has the tables and keys of this version. */
@Singleton
@Startup
@Readiness
class DatabaseReadiness implements HealthCheck {

    /** The longest wait for the database, which is shorter than that of whoever asks. */
    private static final int ANSWER_SECONDS = 4;

    private final EpisodeStore store;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread asking = new Thread(task, "database-readiness");
        asking.setDaemon(true);
        return asking;
    });
    private @Nullable Future<List<String>> asked;

    DatabaseReadiness(EpisodeStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("database");
        try {
            List<String> missing = missing();
            if (!missing.isEmpty()) {
                response.withData("missing", String.join(", ", missing));
            }
            return response.status(missing.isEmpty()).build();
        } catch (IngestException away) {
            return response.withData("problem", away.problem().slug()).down().build();
        } catch (TimeoutException hangs) {
            return response.withData("problem", "it has not answered for %d seconds".formatted(ANSWER_SECONDS))
                    .down()
                    .build();
        }
    }

    /** Asks the database, unless it has not answered the last question yet: a database that hangs holds one thread. */
    private List<String> missing() throws TimeoutException {
        Future<List<String>> answer;
        synchronized (this) {
            if (asked == null || asked.isDone()) {
                asked = thread.submit(store::missing);
            }
            answer = asked;
        }
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IngestException away) {
                throw away;
            }
            throw new IllegalStateException("The schema could not be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException();
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
