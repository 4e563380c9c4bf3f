package org.collabenv.episodes.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.liquibase.LiquibaseFactory;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.collabenv.episodes.export.ExportConfig;
import org.collabenv.episodes.ingest.LoadingSlots;
import org.collabenv.episodes.ingest.answer.ProblemDocument;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.StoreConfig;
import org.collabenv.episodes.store.StoreConfig.Backend;
import org.collabenv.episodes.store.StoreConfig.Migration;
import org.collabenv.episodes.store.duckdb.DuckDbStore;
import org.collabenv.episodes.store.postgres.PostgresStore;
import org.collabenv.episodes.store.rows.ObservationRows;
import org.collabenv.episodes.store.summary.Histograms;
import org.collabenv.episodes.store.summary.Tracks;
import org.collabenv.episodes.store.tables.Database;
import org.collabenv.episodes.store.tables.EpisodeCatalog;
import org.collabenv.episodes.store.tables.Receipts;
import org.collabenv.episodes.store.tables.SavedMappings;
import org.collabenv.episodes.store.tables.Sessions;
import org.collabenv.episodes.store.tables.UploadLedger;
import org.collabenv.episodes.store.tables.VocabularyTables;
import org.collabenv.episodes.trajectory.Problem;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Opens the configured store at start, and creates the classes that read and write its tables. A failure stops the
 * start.
 */
class StoreProducer {

    private static final Logger LOG = Logger.getLogger(StoreProducer.class);

    /** The fewest connections besides those of loads and exports: for a read, for the heartbeat and for readiness. */
    private static final int FEWEST_OTHERS = 3;

    /**
     * The configured store with its database.
     *
     * @param forRequests the same database for all requests but loads
     */
    record Opened(EpisodeStore store, Database database, Database forRequests) {}

    @Produces
    @Singleton
    Opened open(
            StoreConfig config,
            @Any InjectableInstance<AgroalDataSource> dataSource,
            @Any InjectableInstance<LiquibaseFactory> liquibase,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections,
            LoadingSlots slots,
            ExportConfig exports) {
        Opened opened =
                switch (config.backend()) {
                    case DUCKDB -> {
                        DuckDbStore store = new DuckDbStore(
                                Path.of(config.duckdb().path()),
                                config.duckdb().memoryLimit(),
                                config.duckdb().releaseAfter());
                        yield new Opened(
                                store, store.database(), store.database().forRequests(slots.all()));
                    }
                    case POSTGRES -> {
                        PostgresStore store = new PostgresStore(
                                dataSource.getActive(),
                                liquibase.getActive()::createLiquibase,
                                config.postgres().schema(),
                                config.postgres().values(),
                                requests(connections - slots.all(), exports.slots()),
                                "PostgreSQL " + config.postgres().address());
                        yield new Opened(store, store.database(), store.forRequests());
                    }
                };
        LOG.infof("Episodes are kept in: %s", opened.store().description());
        if (config.backend() == Backend.POSTGRES && config.postgres().schema() == Migration.MIGRATE_AND_EXIT) {
            LOG.info("The schema has been migrated; the service exits, as configured");
            Quarkus.asyncExit();
        }
        return opened;
    }

    /** Returns how many other requests may use connections: half of what loads and exports leave. The rest is for short statements. */
    private static int requests(int connections, int exports) {
        int left = connections - exports;
        if (left < FEWEST_OTHERS) {
            throw new IllegalStateException(
                    "episodes.export.slots=%d is wrong: it must leave at least %d of the %d connections that the loads leave (quarkus.datasource.jdbc.max-size)"
                            .formatted(exports, FEWEST_OTHERS, connections));
        }
        return left / 2;
    }

    void close(@Disposes Opened opened) {
        opened.store().close();
    }

    @Produces
    @Singleton
    @Startup
    EpisodeStore store(Opened opened) {
        return opened.store();
    }

    @Produces
    @Singleton
    EpisodeCatalog catalog(Opened opened) {
        return new EpisodeCatalog(opened.forRequests());
    }

    @Produces
    @Singleton
    Histograms histograms(Opened opened) {
        return new Histograms(opened.forRequests());
    }

    @Produces
    @Singleton
    Tracks tracks(Opened opened) {
        return new Tracks(opened.forRequests());
    }

    @Produces
    @Singleton
    @Startup
    ObservationRows observationRows(Opened opened, ExportConfig config) {
        if (config.slots() < 1) {
            throw new IllegalStateException(
                    "episodes.export.slots=%d is wrong: at least 1 is needed".formatted(config.slots()));
        }
        return new ObservationRows(opened.database().forRequests(config.slots()));
    }

    @Produces
    @Singleton
    Sessions sessions(Opened opened, EpisodeCatalog episodes) {
        return new Sessions(opened.forRequests(), episodes);
    }

    @Produces
    @Singleton
    VocabularyTables vocabulary(Opened opened) {
        return new VocabularyTables(opened.forRequests());
    }

    @Produces
    @Singleton
    SavedMappings savedMappings(Opened opened) {
        // Loads ask for them, so that they do not wait for the turns of other requests.
        return new SavedMappings(opened.database());
    }

    @Produces
    @Singleton
    Receipts receipts(Opened opened) {
        return new Receipts(opened.database());
    }

    @Produces
    @Singleton
    UploadLedger uploads(Opened opened, ObjectMapper json) throws JsonProcessingException {
        ProblemDocument died = ProblemDocument.of(
                Problem.SERVICE_DIED,
                "The service that received the upload died before the upload was complete; nothing was stored");
        return new UploadLedger(opened.database(), json.writeValueAsString(died));
    }
}
