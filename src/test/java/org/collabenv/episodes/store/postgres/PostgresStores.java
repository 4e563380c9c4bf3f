package org.collabenv.episodes.store.postgres;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.collabenv.episodes.store.StoreConfig.Migration;
import org.collabenv.episodes.store.StoreConfig.Values;
import org.collabenv.episodes.testing.TestPostgres;

/** Opens stores on test databases as the service does, without the service. */
public final class PostgresStores {

    private PostgresStores() {}

    public static PostgresStore open(TestPostgres.Database database) {
        return open(database, database.user(), database.password());
    }

    public static PostgresStore open(TestPostgres.Database database, String user, String password) {
        return open(database, user, password, Values.STAGED);
    }

    public static PostgresStore open(TestPostgres.Database database, String user, String password, Values values) {
        return new PostgresStore(
                pool(database.url(), user, password),
                () -> liquibase(database, user, password),
                Migration.MIGRATE,
                values,
                4,
                database.url());
    }

    /** Connections as the service's pool hands them out. */
    static AgroalDataSource pool(String url, String user, String password) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .metricsEnabled()
                    .connectionPoolConfiguration(connections -> connections
                            .maxSize(8)
                            .acquisitionTimeout(Duration.ofSeconds(5))
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                    .principal(new NamePrincipal(user))
                                    .credential(new SimplePassword(password)))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Liquibase liquibase(TestPostgres.Database database, String user, String password) {
        try {
            return new Liquibase(
                    "db/changelog/postgres.yaml",
                    new ClassLoaderResourceAccessor(),
                    DatabaseFactory.getInstance()
                            .findCorrectDatabaseImplementation(new JdbcConnection(database.connect(user, password))));
        } catch (SQLException | LiquibaseException e) {
            throw new IllegalStateException(e);
        }
    }
}
