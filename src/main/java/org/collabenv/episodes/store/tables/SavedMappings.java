package org.collabenv.episodes.store.tables;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Reads and writes the reading parameters that labs have saved. */
public final class SavedMappings {

    /** The beginning of the name of a mapping that holds for all uploads into the sessions of a category. */
    public static final String OF_A_CATEGORY = "category:";

    /** The most mappings that can be saved. */
    private static final int MOST = 1000;

    private static final long KNOWN_FOR_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Database database;
    private volatile @Nullable Known ofCategories;

    /** The mappings of categories, as they were read. */
    private record Known(Map<String, SavedMapping> byCategory, long since) {}

    public SavedMappings(Database database) {
        this.database = database;
    }

    /** Returns all saved mappings by name. */
    public List<SavedMapping> all() {
        return database.read(sql -> find(sql, null));
    }

    public Optional<SavedMapping> find(String name) {
        return database.read(sql -> find(sql, name).stream().findFirst());
    }

    /**
     * Returns the mappings of categories, by category. They may be five seconds old: every upload asks for them.
     */
    public Map<String, SavedMapping> ofCategories() {
        Known known = ofCategories;
        if (known == null || System.nanoTime() - known.since() > KNOWN_FOR_NANOS) {
            Map<String, SavedMapping> byCategory = new HashMap<>();
            List<SavedMapping> saved = database.read(sql -> sql.query("saved_mappings_of_categories")
                    .mapTo(SavedMapping.class)
                    .list());
            for (SavedMapping mapping : saved) {
                byCategory.put(mapping.mappingName().substring(OF_A_CATEGORY.length()), mapping);
            }
            known = new Known(byCategory, System.nanoTime());
            ofCategories = known;
        }
        return known.byCategory();
    }

    /** Returns the category of a session, if it exists. */
    public Optional<String> categoryOf(String sessionId) {
        return database.read(sql -> sql.query("session_category")
                .bind("session_id", sessionId)
                .mapTo(String.class)
                .findOne());
    }

    /**
     * Saves a mapping, in place of the one of the same name.
     *
     * @return whether the name is new
     * @throws IngestException if there are too many mappings already: all of them are read at once
     */
    public boolean put(SavedMapping mapping) {
        boolean isNew = database.change(sql -> {
            boolean exists = !find(sql, mapping.mappingName()).isEmpty();
            if (!exists && sql.query("count_saved_mappings").mapTo(Long.class).one() >= MOST) {
                throw new IngestException(
                        Problem.TOO_LARGE, "At most %d mappings can be saved: delete one first".formatted(MOST));
            }
            sql.update("put_saved_mapping")
                    .bind("mapping_name", mapping.mappingName())
                    .bind("parameters", mapping.parameters())
                    .execute();
            return !exists;
        });
        ofCategories = null;
        return isNew;
    }

    /**
     * Deletes a saved mapping.
     *
     * @return false if there is none of that name
     */
    public boolean delete(String name) {
        boolean isDeleted = database.change(sql ->
                sql.update("delete_saved_mapping").bind("mapping_name", name).execute() > 0);
        ofCategories = null;
        return isDeleted;
    }

    private static List<SavedMapping> find(Sql sql, @Nullable String name) {
        return sql.query("saved_mappings")
                .bind("mapping_name", name)
                .mapTo(SavedMapping.class)
                .list();
    }
}
