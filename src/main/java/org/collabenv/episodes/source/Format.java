package org.collabenv.episodes.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.collabenv.episodes.source.FormatDetection.DetectedFile;
import org.collabenv.episodes.source.bytes.Spool;
import org.collabenv.episodes.source.csv.CsvFeed;
import org.collabenv.episodes.source.feed.RecordFeed;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.parquet.ParquetFeed;

/**
 * A file format that can be loaded. To add one, add a constant with its media types and first bytes, and a
 * {@link RecordFeed}; the compiler then asks for its case in {@link #open}.
 */
@SuppressWarnings("ImmutableEnumChecker") // the array is never handed out, the list is one of List.of
public enum Format {
    CSV("CSV or TSV with a header line", List.of("text/csv", "text/tab-separated-values")),
    PARQUET("Parquet", List.of("application/vnd.apache.parquet"), 'P', 'A', 'R', '1');

    private final String description;
    private final List<String> mediaTypes;
    private final byte[] magic;

    /**
     * The resources that a feed may use.
     *
     * @param spool stores files that must be complete before they can be read
     * @param parquetMemoryLimit memory that the reader of Parquet may use in addition to the heap
     */
    record FeedResources(Spool spool, String parquetMemoryLimit, Limits limits) {}

    /** @param magic the first bytes of every file; none if the format is text, which is assumed for any other file */
    Format(String description, List<String> mediaTypes, int... magic) {
        this.description = description;
        this.mediaTypes = mediaTypes;
        this.magic = FormatDetection.bytes(magic);
    }

    /** Returns the media types of a raw body in this format. */
    public List<String> mediaTypes() {
        return mediaTypes;
    }

    /** Returns whether files of the format are text. */
    public boolean isText() {
        return magic.length == 0;
    }

    /** Returns whether a file that begins with these bytes has this format. */
    boolean startsWithMagic(byte[] file) {
        return !isText() && FormatDetection.startsWith(file, magic) && !FormatDetection.isTextAfter(file, magic);
    }

    /** Returns the formats in words, for messages. */
    static String supported() {
        return Arrays.stream(values()).map(format -> format.description).collect(Collectors.joining(" and "));
    }

    /**
     * Opens the reader of a file.
     *
     * @throws org.collabenv.episodes.trajectory.IngestException if the file does not have the format that its first
     *     bytes indicate
     * @throws IOException if the upload breaks
     */
    static RecordFeed open(DetectedFile file, ReadingOptions options, FeedResources resources) throws IOException {
        boolean keepsRejects = options.tolerance().isSome() && !file.isHead();
        return switch (file.format()) {
            case CSV ->
                CsvFeed.open(
                        file.content(), file.mark(), file.isHead(), options.text(), resources.limits(), keepsRejects);
            case PARQUET -> {
                try (InputStream content = file.content()) {
                    yield ParquetFeed.open(
                            content,
                            resources.spool(),
                            resources.parquetMemoryLimit(),
                            resources.limits(),
                            keepsRejects);
                }
            }
        };
    }
}
