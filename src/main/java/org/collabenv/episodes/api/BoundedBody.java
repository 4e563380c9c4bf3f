package org.collabenv.episodes.api;

import java.io.InputStream;
import org.apache.commons.io.input.ProxyInputStream;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** A request's body, which ends with a refusal where it becomes too large. */
final class BoundedBody extends ProxyInputStream {

    private final long most;
    private @Nullable Long announced;
    private long bytes;
    private long waitsSince;
    private long waited;

    private BoundedBody(InputStream body, long most) {
        super(body);
        this.most = most;
    }

    /**
     * Bounds a body.
     *
     * @param announced how many bytes its header says that it has; not a number where it does not
     * @throws IngestException if that is too many
     */
    static BoundedBody of(InputStream body, String announced, long most) {
        BoundedBody bounded = new BoundedBody(body, most);
        if (announced.matches("\\d{1,18}")) {
            long size = Long.parseLong(announced);
            bounded.require(size);
            bounded.announced = size;
        }
        return bounded;
    }

    /** How many bytes it has by its header; null if that does not say. */
    @Nullable
    Long announced() {
        return announced;
    }

    /** Nanoseconds that were spent waiting for the client's bytes so far. */
    long waited() {
        return waited;
    }

    @Override
    protected void beforeRead(int wanted) {
        waitsSince = System.nanoTime();
    }

    @Override
    protected void afterRead(int count) {
        waited += System.nanoTime() - waitsSince;
        bytes += Math.max(0, count);
        require(bytes);
    }

    private void require(long size) {
        if (size > most) {
            throw new IngestException(
                    Problem.TOO_LARGE,
                    "The body has more than %d bytes (episodes.ingest.body-limit); nothing was stored".formatted(most));
        }
    }
}
