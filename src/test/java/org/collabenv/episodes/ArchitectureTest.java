package org.collabenv.episodes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the direction api → ingest → {source, store} → trajectory. */
@AnalyzeClasses(packages = "org.collabenv.episodes", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

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
            .mayOnlyBeAccessedByLayers("ingest")
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
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("java.sql..", "org.jdbi..", "org.duckdb..", "org.postgresql..", "liquibase..");
}
