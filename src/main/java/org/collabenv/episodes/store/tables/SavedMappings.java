package org.collabenv.episodes.store.tables;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes the reading parameters that labs have saved. */
public final class SavedMappings {

    private final Database database;

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
     * Saves a mapping, in place of the one of the same name.
     *
     * @return whether the name is new
     */
    public boolean put(SavedMapping mapping) {
        return database.change(sql -> {
            boolean exists = !find(sql, mapping.mappingName()).isEmpty();
            sql.update("put_saved_mapping")
                    .bind("mapping_name", mapping.mappingName())
                    .bind("parameters", mapping.parameters())
                    .execute();
            return !exists;
        });
    }

    /**
     * Deletes a saved mapping.
     *
     * @return false if there is none of that name
     */
    public boolean delete(String name) {
        return database.change(sql ->
                sql.update("delete_saved_mapping").bind("mapping_name", name).execute() > 0);
    }

    private static List<SavedMapping> find(Sql sql, @Nullable String name) {
        return sql.query("saved_mappings")
                .bind("mapping_name", name)
                .mapTo(SavedMapping.class)
                .list();
    }
}
