package org.collabenv.episodes.source;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The settings for reading files. */
@ConfigMapping(prefix = "episodes.source")
public interface SourceConfig {

    /** A file with a lab's own names for columns, in the form of {@code column-aliases.properties}. */
    Optional<Path> columnAliases();

    /**
     * The folder in which a file is kept that must be complete before it is read, such as Parquet and HDF5; by default the
     * system's folder for temporary files.
     */
    Optional<Path> spoolFolder();

    /** The maximum size of such a file after decompression. */
    @WithDefault("4G")
    MemorySize spoolLimit();

    /** The memory that the reader of Parquet may use in addition to the heap, for example {@code 256MB}. */
    @WithDefault("256MB")
    String parquetMemoryLimit();

    /** The limits of a file; see {@link Limits}. */
    LimitsConfig limits();

    /** The thresholds of the checks; see {@link org.collabenv.episodes.source.check.CheckThresholds}. */
    ChecksConfig checks();

    /** The thresholds from which on a load warns. */
    interface ChecksConfig {

        /** The number of mean steps of an agent from which on a step is a jump. */
        @WithDefault("20")
        double jump();

        /** The share of the usual step between frames from which on longer ones are gaps. */
        @WithDefault("0.8")
        double regularity();

        /** The distance of a time from its frame, in frames, from which on it is off the grid. */
        @WithDefault("0.25")
        double timeTolerance();

        /** The share of times off the grid. */
        @WithDefault("0.01")
        double timeShare();

        /** The share by which velocities may differ from the steps. */
        @WithDefault("0.1")
        double velocityTolerance();

        /** The observations below which a track is short. */
        @WithDefault("5")
        int shortTrack();

        /** The values from which on a property can be constant. */
        @WithDefault("100")
        int constantValues();
    }

    /** The settings of {@link Limits}. */
    interface LimitsConfig {

        /** Columns of a file. */
        @WithDefault("4096")
        int columns();

        /** Characters of one cell. */
        @WithDefault("1048576")
        int cellLength();

        /** Characters of the cells of one record, plus one for each cell. */
        @WithDefault("4194304")
        int lineLength();

        /** Agents of an episode, counted per type. */
        @WithDefault("100000")
        int agents();

        /** Agent types of a file. */
        @WithDefault("1000")
        int agentTypes();

        /** Bytes of memory for the keys by which repeated rows are found. */
        @WithDefault("64M")
        MemorySize keyMemory();

        /** Bytes of a file after decompression. */
        @WithDefault("64G")
        MemorySize decompressedSize();

        /**
         * Bytes after decompression for each byte received. Text that consists of numbers becomes 3 to 30 times larger.
         */
        @WithDefault("200")
        int compressionRatio();

        /**
         * Bytes of the window that a zstd file may ask for, which is memory of its upload: 8 MB is what zstd needs up to
         * level 19, and what browsers accept.
         */
        @WithDefault("8M")
        MemorySize zstdWindow();

        /** Bytes of rejected rows that are kept for one upload. */
        @WithDefault("16M")
        MemorySize rejects();
    }
}
