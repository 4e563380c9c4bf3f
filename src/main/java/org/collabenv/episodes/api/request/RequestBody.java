package org.collabenv.episodes.api.request;

import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.input.ProxyInputStream;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** A request's body of bounded size, which measures the time spent on waiting for its client and bounds that too. */
final class RequestBody extends ProxyInputStream {

    /** The time that a client may pause in all, whatever it has sent. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final long most;
    private final int slowest;
    private @Nullable Long announced;
    private long bytes;
    private long waitsSince;
    private long waited;

    private RequestBody(InputStream body, long most, int slowest) {
        super(body);
        this.most = most;
        this.slowest = slowest;
    }

    /**
     * Bounds a body.
     *
     * @param contentLength the value of the header; if it is not a number, no size is announced
     * @param most bytes of the body
     * @param slowest bytes per second that the client has to send while it is waited for
     * @throws IngestException if the announced size is too large
     */
    static RequestBody of(InputStream body, String contentLength, long most, int slowest) {
        RequestBody bounded = new RequestBody(body, most, slowest);
        if (contentLength.matches("\\d{1,18}")) {
            long size = Long.parseLong(contentLength);
            bounded.require(size);
            bounded.announced = size;
        }
        return bounded;
    }

    /** Returns the announced size in bytes; null if there is none. */
    @Nullable
    Long announced() {
        return announced;
    }

    /** Returns the nanoseconds spent so far on waiting for the client's bytes. */
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
        if (waited > PATIENCE_NANOS && bytes < slowest * TimeUnit.NANOSECONDS.toSeconds(waited)) {
            throw new IngestException(
                    Problem.TOO_SLOW,
                    "The service waited %d seconds for %d bytes, which is less than %d bytes per second (episodes.ingest.slowest-rate); nothing was stored"
                            .formatted(TimeUnit.NANOSECONDS.toSeconds(waited), bytes, slowest));
        }
    }

    private void require(long size) {
        if (size > most) {
            throw new IngestException(
                    Problem.TOO_LARGE,
                    "The body has more than %d bytes (episodes.ingest.body-limit); nothing was stored".formatted(most));
        }
    }
}
