package org.collabenv.episodes.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.collabenv.episodes.source.FormatDetection.DetectedFile;
import org.collabenv.episodes.source.array.ArrayFeed;
import org.collabenv.episodes.source.array.ArrayFile;
import org.collabenv.episodes.source.bytes.Spool;
import org.collabenv.episodes.source.csv.CsvFeed;
import org.collabenv.episodes.source.feed.RecordFeed;
import org.collabenv.episodes.source.json.JsonLinesFeed;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.parquet.ParquetFeed;
import org.collabenv.episodes.source.xml.TrackMateFeed;

/**
 * A file format that can be loaded. To add one, add a constant with its media types and first bytes, and a
 * {@link RecordFeed}; the compiler then asks for its case in {@link #open}.
 */
@SuppressWarnings("ImmutableEnumChecker") // the arrays are never handed out, the lists are those of List.of
public enum Format {
    CSV("CSV or TSV with a header line", true, List.of("text/csv", "text/tab-separated-values")),
    JSON_LINES("JSON lines", true, List.of("application/x-ndjson", "application/jsonl"), magic('{')),
    PARQUET("Parquet", false, List.of("application/vnd.apache.parquet"), magic('P', 'A', 'R', '1')),
    HDF5(
            "HDF5 of SLEAP, DeepLabCut and idtracker.ai",
            false,
            List.of("application/x-hdf5"),
            magic(0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n')),
    NUMPY("NumPy (.npy, .npz)", false, List.of("application/x-npy"), magic(0x93, 'N', 'U', 'M', 'P', 'Y')),
    ARCHIVE("PyTorch (.pt)", false, List.of("application/x-npz"), magic('P', 'K', 3, 4), magic('P', 'K', 5, 6)),
    PICKLE(
            "pickles of data",
            false,
            List.of("application/x-pickle"),
            magic(0x80, 2),
            magic(0x80, 3),
            magic(0x80, 4),
            magic(0x80, 5)),
    TRACKMATE(
            "TrackMate's tracks in XML",
            false,
            List.of("application/xml", "text/xml"),
            magic('<', '?', 'x', 'm', 'l'),
            magic('<', 'T', 'r', 'a', 'c', 'k', 's'));

    private final String description;
    private final boolean isText;
    private final List<String> mediaTypes;
    private final List<byte[]> magics;

    /**
     * The resources that a feed may use.
     *
     * @param spool stores files that must be complete before they can be read
     * @param parquetMemoryLimit memory that the reader of Parquet may use in addition to the heap
     */
    record FeedResources(Spool spool, String parquetMemoryLimit, Limits limits) {}

    /** @param magics the first bytes, one of which every file has; none for the format of all files that begin with none */
    Format(String description, boolean isText, List<String> mediaTypes, byte[]... magics) {
        this.description = description;
        this.isText = isText;
        this.mediaTypes = mediaTypes;
        this.magics = List.of(magics);
    }

    private static byte[] magic(int... bytes) {
        return FormatDetection.bytes(bytes);
    }

    /** Returns the media types of a raw body in this format. */
    public List<String> mediaTypes() {
        return mediaTypes;
    }

    /** Returns whether files of the format are lines of text, so that the first of them can be read without the others. */
    public boolean isText() {
        return isText;
    }

    /** Returns whether a file that begins with these bytes has this format. */
    boolean startsWithMagic(byte[] file) {
        return magics.stream()
                .anyMatch(
                        magic -> FormatDetection.startsWith(file, magic) && !FormatDetection.isTextAfter(file, magic));
    }

    /** Returns the formats in words, for messages. */
    static String supported() {
        return Arrays.stream(values()).map(format -> format.description).collect(Collectors.joining(", "));
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
                        file.content(),
                        file.mark(),
                        file.isHead(),
                        options.text(),
                        resources.limits(),
                        options.agent() != null,
                        keepsRejects);
            case JSON_LINES ->
                JsonLinesFeed.open(file.content(), file.isHead(), options.text(), resources.limits(), keepsRejects);
            case TRACKMATE -> TrackMateFeed.open(file.content(), resources.limits(), keepsRejects);
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
            case HDF5 -> arrays(ArrayFile.Kind.HDF5, file, options, resources, keepsRejects);
            case NUMPY -> arrays(ArrayFile.Kind.NUMPY, file, options, resources, keepsRejects);
            case ARCHIVE -> arrays(ArrayFile.Kind.ARCHIVE, file, options, resources, keepsRejects);
            case PICKLE -> arrays(ArrayFile.Kind.PICKLE, file, options, resources, keepsRejects);
        };
    }

    private static RecordFeed arrays(
            ArrayFile.Kind kind,
            DetectedFile file,
            ReadingOptions options,
            FeedResources resources,
            boolean keepsRejects)
            throws IOException {
        try (InputStream content = file.content()) {
            return ArrayFeed.open(kind, content, resources.spool(), options, resources.limits(), keepsRejects);
        }
    }
}
