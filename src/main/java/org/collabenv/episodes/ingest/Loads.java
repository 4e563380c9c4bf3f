package org.collabenv.episodes.ingest;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.collabenv.episodes.ingest.answer.ErrorCount;
import org.collabenv.episodes.ingest.answer.InvalidRow;
import org.collabenv.episodes.ingest.answer.LoadAnswer;
import org.collabenv.episodes.ingest.answer.Receipt;
import org.collabenv.episodes.ingest.ledger.Claim;
import org.collabenv.episodes.ingest.ledger.Ledger;
import org.collabenv.episodes.ingest.ledger.Upload;
import org.collabenv.episodes.ingest.report.LoadReport;
import org.collabenv.episodes.ingest.report.LoadReports;
import org.collabenv.episodes.ingest.report.Stage;
import org.collabenv.episodes.source.FileSummary;
import org.collabenv.episodes.source.RecordSource;
import org.collabenv.episodes.source.Sources;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.StoredRows;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.LoadKind;
import org.collabenv.episodes.trajectory.ObservationKey;
import org.collabenv.episodes.trajectory.Warning;

/**
 * The whole path of a load: slot, request, claim, transaction, file, rows, receipt, commit, report.
 *
 * <p>Each load runs on the thread of its request. Whatever fails, nothing is stored.
 */
@Singleton
public class Loads {

    private final LoadingSlots slots;
    private final Ledger ledger;
    private final RepeatedUploads repeated;
    private final Sources sources;
    private final EpisodeStore store;
    private final LoadReports reports;

    public Loads(
            LoadingSlots slots,
            Ledger ledger,
            RepeatedUploads repeated,
            Sources sources,
            EpisodeStore store,
            LoadReports reports) {
        this.slots = slots;
        this.ledger = ledger;
        this.repeated = repeated;
        this.sources = sources;
        this.store = store;
        this.reports = reports;
    }

    /**
     * Loads an upload while its file arrives.
     *
     * @param request reads the request up to the first byte of its file; called once a slot is free
     * @return the receipt, or the first one if the upload is stored already
     * @throws IngestException if the upload is refused or cut off; nothing is stored then
     */
    @SuppressWarnings("try") // the slot is only held
    public LoadAnswer load(LoadKind kind, Supplier<Upload> request) {
        LoadReport report = reports.start(kind);
        try (LoadingSlots.Slot slot = slots.take()) {
            Upload upload = request.get();
            report.announced(upload);
            LoadAnswer answer = receive(upload, report);
            report.ended(answer);
            return answer;
        } catch (RuntimeException | Error failure) {
            report.failed(failure);
            throw failure;
        }
    }

    /** Claims the upload's id, and ends the upload in the ledger whatever happens. */
    LoadAnswer receive(Upload upload, LoadReport report) {
        try (Claim claim = ledger.claim(upload)) {
            report.receives(claim);
            try {
                return claim.ended(storedOrRepeated(claim, report));
            } catch (IOException | RuntimeException failure) {
                throw claim.failed(failure);
            } catch (Error failure) {
                claim.died(failure);
                throw failure;
            }
        }
    }

    private LoadAnswer storedOrRepeated(Claim claim, LoadReport report) throws IOException {
        if (claim.earlier().isPresent()) {
            return repeated.ofKey(claim, claim.earlier().get());
        }
        Optional<LoadAnswer> announced = repeated.announced(claim);
        if (announced.isPresent()) {
            return announced.get();
        }
        try {
            return store(claim, report);
        } catch (IngestException refusal) {
            return repeated.afterRefusal(claim, refusal).orElseThrow(() -> refusal);
        }
    }

    /** Stores the upload's rows: begin, open, read and write, finish, receipt, commit. */
    private LoadAnswer store(Claim claim, LoadReport report) throws IOException {
        Upload upload = claim.upload();
        try (LoadAttempt attempt = store.begin(upload.target());
                RecordSource source = open(claim, attempt)) {
            claim.attempts(attempt);
            LoadRules.requireNoVelocity(upload.target(), source);
            transfer(source, attempt, claim, report);
            FileSummary file = source.summary();
            LoadRules.requireRows(file);
            List<Warning> warnings = LoadRules.warnings(upload, file);
            LoadRules.requireNoWarnings(upload, warnings);
            Optional<LoadAnswer> same = repeated.received(claim);
            if (same.isPresent()) {
                return same.get();
            }
            report.begin(Stage.FINISH);
            StoredRows rows = attempt.finish(file.facts(), file.errors());
            report.begin(Stage.COMMIT);
            Receipt receipt = receipt(claim, attempt, file, rows, LoadRules.warnings(warnings, rows));
            LoadAnswer answer = LoadAnswer.of(receipt, report.timings());
            if (upload.dryRun()) {
                return answer;
            }
            attempt.commit(claim.completed(answer, file.rejects()));
            report.stagesEnded();
            return LoadAnswer.of(receipt, report.timings());
        }
    }

    private RecordSource open(Claim claim, LoadAttempt attempt) throws IOException {
        Upload upload = claim.upload();
        Destination destination = LoadRules.destination(upload, attempt);
        return sources.open(claim.file(), LoadRules.reading(upload, attempt), attempt.vocabulary(), destination);
    }

    private static void transfer(RecordSource source, LoadAttempt attempt, Claim claim, LoadReport report)
            throws IOException {
        while (readBatch(source, attempt)) {
            if (source.batch().size() > 0) {
                long since = System.nanoTime();
                attempt.write(source.batch());
                report.storedSince(since);
            }
            claim.rows(source.rows());
        }
        locateRepeatedKeys(source, attempt);
    }

    private static boolean readBatch(RecordSource source, LoadAttempt attempt) throws IOException {
        try {
            return source.read();
        } catch (IngestException refusal) {
            locateRepeatedKeys(source, attempt);
            throw refusal;
        }
    }

    /** Completes the errors of repeated keys with the place of the earlier row, which only the database knows. */
    private static void locateRepeatedKeys(RecordSource source, LoadAttempt attempt) {
        List<ObservationKey> keys = source.errors().unlocatedKeys();
        if (!keys.isEmpty()) {
            attempt.rowsBefore(keys).forEach((key, rowsBefore) -> {
                String place = source.placeOf(rowsBefore);
                if (place != null) {
                    source.errors().locate(key, place);
                }
            });
        }
    }

    private static Receipt receipt(
            Claim claim, LoadAttempt attempt, FileSummary file, StoredRows rows, List<Warning> warnings)
            throws IOException {
        Upload upload = claim.upload();
        String episodeId = upload.target().episodeId();
        boolean keepsRejects = file.rejected() > 0 && !upload.dryRun();
        return new Receipt(
                new Receipt.Identity(upload.uploadId(), episodeId, rows.sessionId(), rows.episodeNumber()),
                LoadRules.outcome(upload),
                attempt.stored().isPresent(),
                new Receipt.Counts(
                        rows.observations(),
                        rows.extendedProperties(),
                        rows.replaced(),
                        file.facts().numFrames(),
                        file.facts().numAgents(),
                        file.facts().newLabels().size()),
                new Receipt.Rows(
                        file.rows(),
                        LoadRules.loaded(file),
                        file.rejected(),
                        file.unseen().rows()),
                LoadRules.notSeen(file),
                InvalidRow.of(file.errors()),
                ErrorCount.of(file.errors()),
                LoadRules.time(upload, attempt, file),
                upload.profile(),
                file.columns().stream().map(Receipt.Column::of).toList(),
                file.ignoredColumns(),
                LoadRules.derived(upload.target(), file),
                Receipt.CreatedIds.of(rows.created()),
                warnings.stream().map(Receipt.Warning::of).toList(),
                new Receipt.ReceivedBytes(claim.file().bytes(), claim.file().sha256()),
                Receipt.Links.of(episodeId, keepsRejects ? upload.uploadId() : null));
    }
}
