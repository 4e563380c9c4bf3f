package org.collabenv.episodes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Verifies the direction {@code api → ingest → {source, store} → trajectory} and that every package has a place in it. */
@AnalyzeClasses(packages = "org.collabenv.episodes", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule stagesDependInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("ops")
            .definedBy("..episodes.ops..")
            .layer("api")
            .definedBy("..episodes.api..")
            .layer("ingest")
            .definedBy("..episodes.ingest..")
            .layer("export")
            .definedBy("..episodes.export..")
            .layer("source")
            .definedBy("..episodes.source..")
            .layer("store")
            .definedBy("..episodes.store..")
            .layer("trajectory")
            .definedBy("..episodes.trajectory..")
            .whereLayer("ops")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("api")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("ingest")
            .mayOnlyBeAccessedByLayers("api", "ops")
            .whereLayer("export")
            .mayOnlyBeAccessedByLayers("api", "ops")
            .whereLayer("source")
            .mayOnlyBeAccessedByLayers("api", "ingest", "export")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("api", "ingest", "export", "ops")
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule subPackagesOfTheReaderHaveNoCycles =
            slices().matching("..episodes.source.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule partsOfTheReaderDoNotKnowWhoOpensThem = noClasses()
            .that()
            .resideInAPackage("..episodes.source.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.collabenv.episodes.source");

    @ArchTest
    static final ArchRule formatsDoNotKnowEachOther = slices().matching(
                    "..episodes.source.(csv|json|xml|parquet|array)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule partsOfAnIngestHaveNoCycles =
            slices().matching("..episodes.ingest.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule partsOfAnIngestDoNotKnowThePath = noClasses()
            .that()
            .resideInAPackage("..episodes.ingest.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.collabenv.episodes.ingest");

    @ArchTest
    static final ArchRule partsOfTheApiHaveNoCycles =
            slices().matching("..episodes.api.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule databasesDoNotKnowEachOther =
            slices().matching("..episodes.store.(postgres|duckdb)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule tablesDoNotKnowTheirDatabase = noClasses()
            .that()
            .resideInAnyPackage("org.collabenv.episodes.store", "..store.tables..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..store.postgres..", "..store.duckdb..");

    @ArchTest
    static final ArchRule onlyStoresAndReaderAndWriterOfParquetSpeakToDatabases = classes()
            .that()
            .resideOutsideOfPackages("..episodes.store..", "..episodes.source.parquet..", "..episodes.export..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("java.sql..", "org.jdbi..", "org.duckdb..", "org.postgresql..", "liquibase..");
}
