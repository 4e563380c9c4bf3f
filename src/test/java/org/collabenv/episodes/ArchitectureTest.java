package org.collabenv.episodes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the direction api → ingest → {source, store} → trajectory; api may name what it passes on. */
@AnalyzeClasses(packages = "org.collabenv.episodes", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** DuckDB is also the reader of a file format. */
    private static final Class<?> READS_PARQUET = parquetFeed();

    @ArchTest
    static final ArchRule stagesDependInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("api")
            .definedBy("..episodes.api..")
            .layer("ingest")
            .definedBy("..episodes.ingest..")
            .layer("source")
            .definedBy("..episodes.source..")
            .layer("store")
            .definedBy("..episodes.store..")
            .layer("trajectory")
            .definedBy("..episodes.trajectory..")
            .whereLayer("api")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("ingest")
            .mayOnlyBeAccessedByLayers("api")
            .whereLayer("source")
            .mayOnlyBeAccessedByLayers("api", "ingest")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("api", "ingest");

    @ArchTest
    static final ArchRule databasesDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("..store.postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..store.duckdb..");

    @ArchTest
    static final ArchRule onlyStoresSpeakToDatabases = classes()
            .that()
            .resideOutsideOfPackage("..episodes.store..")
            .and()
            .doNotBelongToAnyOf(READS_PARQUET)
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("java.sql..", "org.jdbi..", "org.duckdb..", "org.postgresql..", "liquibase..");

    private static Class<?> parquetFeed() {
        try {
            return Class.forName("org.collabenv.episodes.source.parquet.ParquetFeed");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
