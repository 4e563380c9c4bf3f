package org.collabenv.episodes.store.tables;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.batch.ContentDigest;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Joins the staged values of an addition with the observations of its episode. */
public final class ValueJoin {

    private static final int FETCHED_ROWS = 10_000;

    private final Sql sql;
    private final String episodeId;

    /** @param sql the connection that sees the staged values */
    public ValueJoin(Sql sql, String episodeId) {
        this.sql = sql;
        this.episodeId = episodeId;
    }

    private record Unmatched(
            long place,
            int timeIndex,
            int agentId,
            @Nullable String agentType,
            long total) {}

    private record Repeated(long place, long firstPlace, int timeIndex, int agentId, String propertyId, long total) {}

    private record Ambiguous(long place, int timeIndex, int agentId, String oneType, String otherType) {}

    private record Existing(String propertyId, long place, long stored) {}

    /**
     * Verifies that the key of each row matches an observation, and that no earlier row has the same key and property.
     *
     * @throws IngestException that lists the wrong rows if there are any, or if a key matches observations of several
     *     types
     */
    public void requireKeys(RowErrors errors) {
        String word = errors.placeWord();
        requireOneType(word);
        List<Unmatched> unmatched = limited("unmatched_values")
                .map((row, context) -> new Unmatched(
                        row.getLong("place"),
                        row.getInt("time_index"),
                        row.getInt("agent_id"),
                        row.getString("agent_type_id"),
                        row.getLong("total")))
                .list();
        for (Unmatched row : unmatched) {
            String type = row.agentType() == null ? "" : " and type " + row.agentType();
            String message = "The episode has no observation at time %d of agent %d%s"
                    .formatted(row.timeIndex(), row.agentId(), type);
            errors.add(row.place(), null, null, "unknown_key", message);
        }
        List<Repeated> repeated = limited("repeated_values")
                .map((row, context) -> new Repeated(
                        row.getLong("place"),
                        row.getLong("first_place"),
                        row.getInt("time_index"),
                        row.getInt("agent_id"),
                        row.getString("property_id"),
                        row.getLong("total")))
                .list();
        for (Repeated row : repeated) {
            String message = "An earlier row (%s %d) has the property '%s' at the same time %d of the same agent %d"
                    .formatted(word, row.firstPlace(), row.propertyId(), row.timeIndex(), row.agentId());
            errors.add(row.place(), row.propertyId(), null, "duplicate_key", message);
        }
        unmatched.stream().findFirst().ifPresent(first -> errors.addUnlisted(first.total() - unmatched.size()));
        repeated.stream().findFirst().ifPresent(first -> errors.addUnlisted(first.total() - repeated.size()));
        if (!errors.isEmpty()) {
            throw new IngestException(
                    Problem.INVALID_ROWS, "%d rows are invalid, nothing was stored".formatted(errors.total()), errors);
        }
    }

    private void requireOneType(String word) {
        query("ambiguous_values")
                .map((row, context) -> new Ambiguous(
                        row.getLong("place"),
                        row.getInt("time_index"),
                        row.getInt("agent_id"),
                        row.getString("one_type"),
                        row.getString("other_type")))
                .findFirst()
                .ifPresent(row -> {
                    throw new IngestException(
                            Problem.AMBIGUOUS_KEY,
                            "The key in %s %d (time %d, agent %d) matches observations of the types '%s' and '%s': add a column with the agent type to the file"
                                    .formatted(
                                            word,
                                            row.place(),
                                            row.timeIndex(),
                                            row.agentId(),
                                            row.oneType(),
                                            row.otherType()));
                });
    }

    /**
     * Deletes the stored values that the staged ones replace.
     *
     * @param replace whether stored values may be replaced
     * @param errors has the word for the place of a row
     * @param content the digest from which they are taken away
     * @return the number of deleted values
     * @throws IngestException if there are such values and they must not be replaced
     */
    public long clear(boolean replace, RowErrors errors, ContentDigest content) {
        List<Existing> existing = query("existing_values")
                .map((row, context) ->
                        new Existing(row.getString("property_id"), row.getLong("place"), row.getLong("stored")))
                .list();
        if (existing.isEmpty()) {
            return 0;
        }
        if (!replace) {
            Existing first = existing.get(0);
            throw new IngestException(
                    Problem.PROPERTY_EXISTS,
                    "%d observations have the property '%s' already, the first of them in %s %d; pass on_conflict=replace to replace the values"
                            .formatted(first.stored(), first.propertyId(), errors.placeWord(), first.place()));
        }
        content.add(-digest("replaced_content"));
        return sql.update("delete_existing_values")
                .bind("episode_id", episodeId)
                .execute();
    }

    /**
     * Stores the staged values.
     *
     * @param content the digest to which they are added
     * @return the number of rows that the database has taken
     */
    public long insert(ContentDigest content) {
        content.add(digest("staged_content"));
        return sql.update("insert_staged_values").bind("episode_id", episodeId).execute();
    }

    private long digest(String values) {
        ContentDigest digest = new ContentDigest();
        Map<String, Long> hashes = new HashMap<>();
        query(values)
                .setFetchSize(FETCHED_ROWS)
                .map((row, context) -> {
                    long type = hashes.computeIfAbsent(row.getString("agent_type_id"), ContentDigest::hash);
                    long property = hashes.computeIfAbsent(row.getString("property_id"), ContentDigest::hash);
                    long key = ContentDigest.key(row.getInt("time_index"), row.getInt("agent_id"), type);
                    String text = row.getString("value_text");
                    if (text == null) {
                        digest.addNumber(key, property, row.getDouble("value_float"));
                    } else {
                        digest.addText(key, property, ContentDigest.hash(text));
                    }
                    return true;
                })
                .forEach(added -> {});
        return digest.sum();
    }

    private Query limited(String statement) {
        return query(statement).bind("limit", RowErrors.LISTED);
    }

    private Query query(String statement) {
        return sql.query(statement).bind("episode_id", episodeId);
    }
}
