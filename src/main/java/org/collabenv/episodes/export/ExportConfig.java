package org.collabenv.episodes.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings for files of stored rows. */
@ConfigMapping(prefix = "episodes.export")
public interface ExportConfig {

    /** The most files that are written at the same time; each holds a connection to the database until its client has it. */
    @WithDefault("2")
    int slots();

    /** The longest time in which a client may take a part of 64 kB. */
    @WithDefault("30S")
    Duration longestPart();

    /** The memory that the writer of Parquet may use in addition to the heap, for example {@code 256MB}. */
    @WithDefault("256MB")
    String parquetMemoryLimit();
}
