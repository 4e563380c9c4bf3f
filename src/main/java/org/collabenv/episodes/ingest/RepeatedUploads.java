package org.collabenv.episodes.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.collabenv.episodes.ingest.answer.LoadAnswer;
import org.collabenv.episodes.ingest.ledger.Claim;
import org.collabenv.episodes.ingest.ledger.DigestedInputStream;
import org.collabenv.episodes.ingest.ledger.Upload;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.tables.Receipts;
import org.collabenv.episodes.store.tables.Receipts.StoredReceipt;
import org.collabenv.episodes.store.tables.UploadRow;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.OnConflict;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Recognises uploads that are stored already, by their key, their bytes or their episode, and repeats the answer. */
@Singleton
public class RepeatedUploads {

    private final Receipts receipts;
    private final ObjectMapper json;

    public RepeatedUploads(Receipts receipts, ObjectMapper json) {
        this.receipts = receipts;
        this.json = json;
    }

    /**
     * Returns the answer to the completed upload that has the claim's key.
     *
     * @throws IngestException if the parameters or the bytes differ
     * @throws IOException if the upload is cut off
     */
    LoadAnswer ofKey(Claim claim, UploadRow earlier) throws IOException {
        Upload upload = claim.upload();
        boolean same =
                earlier.kind() == upload.target().kind() && earlier.parameters().equals(upload.parameters());
        String sha256 = same ? sha256(claim, earlier.bytesReceived()) : null;
        if (sha256 != null && sha256.equals(earlier.sha256())) {
            return answer(earlier.episodeId(), String.valueOf(earlier.answer()));
        }
        throw new IngestException(
                Problem.KEY_REUSED,
                "The key '%s' belongs to an upload to the episode '%s' with other %s"
                        .formatted(earlier.uploadId(), earlier.episodeId(), same ? "bytes" : "parameters"));
    }

    /** Returns the answer to the same bytes, if their digest was announced and the session holds them. */
    Optional<LoadAnswer> announced(Claim claim) {
        String sha256 = claim.upload().announcedSha256();
        return sha256 == null ? Optional.empty() : ofContent(claim, sha256);
    }

    /** Returns the answer to the same bytes, which have been received, if the session holds them. */
    Optional<LoadAnswer> received(Claim claim) throws IOException {
        return ofContent(claim, claim.file().sha256());
    }

    /** Returns the answer to the same upload, if it was refused because its episode exists. */
    Optional<LoadAnswer> afterRefusal(Claim claim, IngestException refusal) throws IOException {
        Episode episode = recognisable(claim);
        if (episode == null || refusal.problem() != Problem.EPISODE_EXISTS) {
            return Optional.empty();
        }
        Optional<StoredReceipt> stored = receipts.ofEpisode(
                episode.episodeId(), episode.sessionId(), claim.upload().parameters());
        if (stored.isEmpty()
                || !stored.get().sha256().equals(sha256(claim, stored.get().bytesReceived()))) {
            return Optional.empty();
        }
        return stored.map(receipt -> answer(episode.episodeId(), receipt.receipt()));
    }

    private Optional<LoadAnswer> ofContent(Claim claim, String sha256) {
        Episode episode = recognisable(claim);
        return episode == null
                ? Optional.empty()
                : receipts.ofContent(episode.sessionId(), claim.upload().parameters(), sha256)
                        .map(receipt -> answer(null, receipt.receipt()));
    }

    /** Returns the episode of an upload that may turn out to be stored; null if it has to be loaded in any case. */
    private static @Nullable Episode recognisable(Claim claim) {
        return claim.upload().target() instanceof Episode episode
                        && episode.onConflict() == OnConflict.ERROR
                        && !claim.upload().dryRun()
                ? episode
                : null;
    }

    /** Returns the announced digest, or that of the received bytes; null if more bytes than the limit arrive. */
    private static @Nullable String sha256(Claim claim, long mostBytes) throws IOException {
        String announced = claim.upload().announcedSha256();
        DigestedInputStream file = claim.file();
        return announced != null ? announced : file.sha256Within(mostBytes);
    }

    private LoadAnswer answer(@Nullable String episodeId, String stored) {
        try {
            ObjectNode document = (ObjectNode) json.readTree(stored);
            document.put("duplicate", true);
            String id = episodeId == null ? document.path("episode_id").asText() : episodeId;
            return LoadAnswer.duplicate(id, document);
        } catch (JsonProcessingException e) {
            throw new StoreException("A stored receipt is not JSON", e);
        }
    }
}
