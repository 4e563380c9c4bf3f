package org.collabenv.episodes.source;

import java.io.IOException;
import java.util.List;
import org.collabenv.episodes.source.feed.RecordFeed;
import org.collabenv.episodes.source.feed.RecordPlace;
import org.collabenv.episodes.source.header.Header;
import org.collabenv.episodes.source.options.BatchSize;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.row.RowAdvice;
import org.collabenv.episodes.source.row.RowCompletion;
import org.collabenv.episodes.source.row.RowSink;
import org.collabenv.episodes.source.row.Sample;
import org.collabenv.episodes.source.row.SourceColumn;
import org.collabenv.episodes.source.value.RowReport;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.Vocabulary;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file as record batches in which every value has been checked.
 *
 * <p>A source owns the format's reader, but not the upload's stream. {@link Sources} opens it.
 */
public final class RecordSource implements AutoCloseable {

    private final RecordFeed feed;
    private final Header header;
    private final ReadingOptions options;
    private final @Nullable FrozenVocabulary frozen;
    private final Sample sample;
    private final List<SourceColumn> columns;
    private final RecordBatch batch;
    private final RowCompletion completion;
    private final RowReport report;
    private final RowSink rows;
    private boolean sampleIsUsedUp;
    private long accepted;

    /**
     * @param feed the file, which this source closes
     * @param sample the first records of the file, which come before those of the feed
     * @param columns the targets of the file's columns
     * @param rows puts the records into the batch
     */
    RecordSource(
            RecordFeed feed,
            Header header,
            ReadingOptions options,
            Vocabulary vocabulary,
            Sample sample,
            List<SourceColumn> columns,
            RecordBatch batch,
            RowCompletion completion,
            RowReport report,
            RowSink rows) {
        this.feed = feed;
        this.header = header;
        this.options = options;
        this.frozen = options.frozen() ? new FrozenVocabulary(vocabulary) : null;
        this.sample = sample;
        this.columns = columns;
        this.batch = batch;
        this.completion = completion;
        this.report = report;
        this.rows = rows;
    }

    /** Returns the only batch of this source, which each {@link #read} fills again. */
    public RecordBatch batch() {
        return batch;
    }

    /**
     * Fills the batch with the next rows.
     *
     * <p>A batch with a wrong row is still read to its end, so that the answer lists more than the first error.
     *
     * @return false if there are no more rows; the batch is then empty, but it can also be empty because all of its
     *     rows were left out
     * @throws IngestException if more rows are wrong than may be left out; it names line, column and value of each
     *     error
     * @throws IOException if the upload breaks
     */
    public boolean read() throws IOException {
        boolean more = fill();
        IngestException refusal = refusal(more);
        if (refusal != null) {
            throw refusal;
        }
        endBatch();
        return more || batch.size() > 0;
    }

    /**
     * Fills the batch with the first rows whatever is wrong with them.
     *
     * @return the refusal with which a load would end; null if it would go on
     */
    @Nullable
    IngestException readHead() throws IOException {
        boolean more = fill();
        endBatch();
        return refusal(more);
    }

    /** Reads rows until the batch is full; returns whether there may be more. */
    private boolean fill() throws IOException {
        batch.size(0);
        boolean more = true;
        long full = rows.chars() + BatchSize.CHARS;
        long first = rows.rows();
        while (more && rows.rows() - first < batch.capacity() && rows.chars() < full) {
            more = nextRecord();
        }
        return more;
    }

    private @Nullable IngestException refusal(boolean more) {
        boolean isRefused = rows.isMalformed() || options.tolerance().isExceeded(report.badRows(), rows.rows(), !more);
        return isRefused
                ? new IngestException(
                        Problem.INVALID_ROWS, reason(), report.errors(), advice().suggestions(report.errors()))
                : null;
    }

    private void endBatch() {
        feed.release(report.place());
        accepted += batch.size();
        columns.forEach(column -> column.endBatch(batch));
        completion.endBatch(batch.size());
        if (frozen != null) {
            frozen.require(batch);
        }
    }

    private boolean nextRecord() throws IOException {
        if (!sampleIsUsedUp) {
            sampleIsUsedUp = !sample.replay(rows);
        }
        // The feed is not read any further if the sample has found a malformed record.
        return !rows.isMalformed() && (!sampleIsUsedUp || feed.next(rows)) && !rows.isMalformed();
    }

    private RowAdvice advice() {
        return new RowAdvice(header, options, feed.place() == RecordPlace.LINE);
    }

    private String reason() {
        if (rows.isMalformed()) {
            return "The file cannot be read from %s %d on, nothing was stored"
                    .formatted(report.errors().placeWord(), report.place());
        }
        String seen = "%d of the first %d rows are invalid%s"
                .formatted(report.badRows(), rows.rows(), advice().aboutEpisodes(report.errors()));
        return options.tolerance().isSome()
                ? seen
                        + ", more than max_errors=%s allows; nothing was stored"
                                .formatted(options.tolerance().text())
                : seen + ", nothing was stored";
    }

    /** Returns whether the file has a column of velocities. */
    public boolean givesVelocity() {
        return header.givesVelocity();
    }

    /** Returns the number of rows so far. */
    public long rows() {
        return rows.rows();
    }

    /** Returns the errors of the rows so far; the store may add to them. */
    public RowErrors errors() {
        return report.errors();
    }

    /**
     * Returns the place of an observation's row in the file.
     *
     * @param rowsBefore the number of the episode's observations that were stored before it
     * @return the place in words, for example {@code line 7}; null if it is unknown
     */
    public @Nullable String placeOf(long rowsBefore) {
        return completion.placeOf(rowsBefore, report.errors().placeWord());
    }

    /** Returns a summary of the file, which is complete after {@link #read} has returned false. */
    public FileSummary summary() {
        return new FileSummary(
                rows.rows(),
                report.badRows(),
                completion.unseen(),
                completion.facts(),
                completion.frames(),
                columns.stream().map(column -> column.summary(accepted)).toList(),
                header.ignored(),
                header.position().sentence(),
                completion.warnings(),
                report.errors(),
                feed.rejects());
    }

    @Override
    public void close() {
        feed.close();
    }
}
