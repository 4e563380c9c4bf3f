package org.collabenv.episodes.source;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** How files are read. */
@ConfigMapping(prefix = "episodes.source")
public interface SourceConfig {

    /** A lab's own names for columns, a file in the form of {@code column-aliases.properties}. */
    Optional<Path> columnAliases();

    /** Where a Parquet file is kept while it is read; by default the system's folder of temporary files. */
    Optional<Path> spoolFolder();

    /** The largest Parquet file, decompressed. */
    @WithDefault("4G")
    MemorySize spoolLimit();

    /** What the reader of Parquet may take beside the heap, for example {@code 256MB}. */
    @WithDefault("256MB")
    String parquetMemoryLimit();

    /** How much of anything a file may have; see {@link Limits}. */
    LimitsConfig limits();

    /** The settings of {@link Limits}. */
    interface LimitsConfig {

        /** Columns of a file. */
        @WithDefault("4096")
        int columns();

        /** Characters of one cell. */
        @WithDefault("1048576")
        int cellLength();

        /** Characters of the cells of one record, and one for each cell. */
        @WithDefault("4194304")
        int lineLength();

        /** Agents of an episode, counted per type. */
        @WithDefault("100000")
        int agents();

        /** Bytes of a file behind its compression. */
        @WithDefault("64G")
        MemorySize decompressedSize();

        /** How many times larger than what was received a file may become. Text of numbers becomes 3 to 30 times larger. */
        @WithDefault("200")
        int compressionRatio();

        /** Bytes of the rejected rows that are kept of one upload. */
        @WithDefault("16M")
        MemorySize rejects();
    }
}
