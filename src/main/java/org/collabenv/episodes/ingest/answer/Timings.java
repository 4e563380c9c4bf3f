package org.collabenv.episodes.ingest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * The milliseconds of a load by stage.
 *
 * @param receiveAndCopy the time from the first byte until the database has the last row; the part that is neither of
 *     the next two was spent on reading and checking
 * @param waitingForClient the part spent on waiting for the client's bytes
 * @param storing the part spent on handing rows to the database and waiting for it; PostgreSQL works on one chunk
 *     while the next is read
 * @param finish the time from there to the last definition: the remaining rows, joins and counts
 * @param commit the time of the commit; null after a dry run, and in a stored receipt, which is written inside the
 *     transaction that it describes
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Timings(
        long total,
        long receiveAndCopy,
        long waitingForClient,
        long storing,
        long finish,
        @Nullable Long commit) {

    /** Returns the milliseconds spent on reading and checking. */
    public long reading() {
        return Math.max(0, receiveAndCopy - waitingForClient - storing);
    }
}
