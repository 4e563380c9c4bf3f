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

    /** The most bytes of rejected rows that are kept of one upload with {@code on_error=skip_row}. */
    @WithDefault("16M")
    MemorySize rejectsLimit();

    /** What the reader of Parquet may take beside the heap, for example {@code 256MB}. */
    @WithDefault("256MB")
    String parquetMemoryLimit();
}
