package org.collabenv.episodes.store;

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
import org.collabenv.episodes.store.StoreConfig.Backend;
import org.collabenv.episodes.store.StoreConfig.Migration;
import org.collabenv.episodes.store.duckdb.DuckDbStore;
import org.collabenv.episodes.store.postgres.PostgresStore;
import org.jboss.logging.Logger;

/** Opens the configured store at start; a database that cannot be used stops the start. */
class StoreProducer {

    private static final Logger LOG = Logger.getLogger(StoreProducer.class);

    @Produces
    @Singleton
    @Startup
    EpisodeStore store(
            StoreConfig config,
            @Any InjectableInstance<AgroalDataSource> dataSource,
            @Any InjectableInstance<LiquibaseFactory> liquibase) {
        EpisodeStore store =
                switch (config.backend()) {
                    case DUCKDB ->
                        new DuckDbStore(
                                Path.of(config.duckdb().path()), config.duckdb().memoryLimit());
                    case POSTGRES ->
                        new PostgresStore(
                                dataSource.getActive(),
                                liquibase.getActive()::createLiquibase,
                                config.postgres().schema(),
                                "PostgreSQL " + config.postgres().address());
                };
        LOG.infof("Episodes are kept in: %s", store.description());
        if (config.backend() == Backend.POSTGRES && config.postgres().schema() == Migration.MIGRATE_AND_EXIT) {
            LOG.info("The schema is at this version; nothing else was asked for");
            Quarkus.asyncExit();
        }
        return store;
    }

    void close(@Disposes EpisodeStore store) {
        store.close();
    }
}
