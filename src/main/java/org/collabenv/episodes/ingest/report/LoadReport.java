package org.collabenv.episodes.ingest.report;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.collabenv.episodes.ingest.answer.LoadAnswer;
import org.collabenv.episodes.ingest.answer.Outcome;
import org.collabenv.episodes.ingest.answer.Timings;
import org.collabenv.episodes.ingest.ledger.Claim;
import org.collabenv.episodes.ingest.ledger.Upload;
import org.collabenv.episodes.trajectory.LoadKind;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The report of one load: it measures the time of each stage, and tells metrics, log and trace how the load ended.
 *
 * <p>It is used on the thread of the request. It ends once, with {@link #ended} or {@link #failed}.
 */
public final class LoadReport {

    private final LoadReports reports;
    private final LoadKind kind;
    private final Tracer tracer;
    private final Span span;
    private final Context inside;
    private final long started = System.nanoTime();
    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    private Stage stage = Stage.BEGIN;
    private long stageStarted = started;
    private Span stageSpan;
    private LongSupplier waited = () -> 0;
    private long waitedBefore;
    private long storing;
    private @Nullable Upload upload;
    private @Nullable Claim claim;

    LoadReport(LoadReports reports, LoadKind kind, Tracer tracer) {
        this.reports = reports;
        this.kind = kind;
        this.tracer = tracer;
        this.span = tracer.spanBuilder("load " + kind.word()).startSpan();
        this.inside = Context.current().with(span);
        this.stageSpan = startSpan(stage);
    }

    private Span startSpan(Stage of) {
        return tracer.spanBuilder(of.word()).setParent(inside).startSpan();
    }

    /** Notes the upload, as soon as its parameters have been read. */
    public void announced(Upload announced) {
        upload = announced;
    }

    /** Notes the claim under which the upload is received, and starts to measure its reception. */
    public void receives(Claim received) {
        claim = received;
        waited = received.upload().waited();
        waitedBefore = waited.getAsLong();
        begin(Stage.RECEIVE_AND_COPY);
    }

    /** Ends the current stage and begins the next one. */
    public void begin(Stage next) {
        endStage();
        stage = next;
        stageSpan = startSpan(next);
    }

    private void endStage() {
        long now = System.nanoTime();
        nanos.merge(stage, now - stageStarted, Long::sum);
        stageStarted = now;
        stageSpan.end();
    }

    /** Adds the time since the given moment to the time spent on handing rows to the database. */
    public void storedSince(long nanoTime) {
        storing += System.nanoTime() - nanoTime;
    }

    /** Returns the times of the stages that have ended. */
    public Timings timings() {
        return new Timings(
                milliseconds(System.nanoTime() - started),
                milliseconds(nanos.getOrDefault(Stage.RECEIVE_AND_COPY, 0L)),
                milliseconds(waited.getAsLong() - waitedBefore),
                milliseconds(storing),
                milliseconds(nanos.getOrDefault(Stage.FINISH, 0L)),
                nanos.containsKey(Stage.COMMIT) ? milliseconds(nanos.get(Stage.COMMIT)) : null);
    }

    /** Ends the current stage, after which all times are known. */
    public void stagesEnded() {
        endStage();
    }

    /** Reports a load that succeeded. */
    public void ended(LoadAnswer answer) {
        stageSpan.end();
        report(LoadEnd.of(this, answer));
    }

    /** Reports a load that failed. */
    public void failed(Throwable failure) {
        Problem problem = LoadEnd.problem(failure);
        if (Outcome.of(problem) == Outcome.FAILED) {
            stageSpan.setStatus(StatusCode.ERROR);
            span.setStatus(StatusCode.ERROR, problem.slug());
        }
        endStage();
        report(LoadEnd.of(this, problem));
    }

    private void report(LoadEnd end) {
        span.setAttribute("episodes.outcome", end.outcome().word())
                .setAttribute("episodes.code", end.code())
                .setAttribute("episodes.rows", end.rows())
                .setAttribute("episodes.values", end.values())
                .setAttribute("episodes.bytes", end.bytes())
                .setAttribute("episodes.waiting_for_client_ms", end.timings().waitingForClient())
                .setAttribute("episodes.storing_ms", end.timings().storing());
        span.end();
        reports.publish(end);
    }

    LoadKind kind() {
        return kind;
    }

    @Nullable
    Upload upload() {
        return upload;
    }

    long rowsRead() {
        return claim == null ? 0 : claim.progress().rows();
    }

    long bytes() {
        return claim == null ? 0 : claim.progress().bytes();
    }

    private static long milliseconds(long nanoseconds) {
        return TimeUnit.NANOSECONDS.toMillis(nanoseconds);
    }
}
