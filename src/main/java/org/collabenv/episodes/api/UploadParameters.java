package org.collabenv.episodes.api;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.collabenv.episodes.source.ReadingOptions;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.OnConflict;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** The parameters of an upload, from the query string and from the form fields before the file. */
final class UploadParameters {

    private static final List<String> OF_A_FILE = List.of(
            "agent_id", "time_origin", "mapping", "delimiter", "null_values", "encoding", "layout", "schema_contract");

    private static final List<String> OF_AN_EPISODE = List.of(
            "episode_id",
            "session_id",
            "category",
            "episode_number",
            "frame_rate",
            "agent_type",
            "on_error",
            "max_errors",
            "derive",
            "on_conflict",
            "dry_run");

    private static final List<String> OF_AN_ADDITION = List.of("on_conflict", "dry_run");

    /** They say what is done with the file, not what is made of it. */
    private static final Set<String> OF_THE_REQUEST = Set.of("on_conflict", "dry_run");

    private static final Map<String, OnConflict> ON_CONFLICT = new TreeMap<>(
            Map.of("error", OnConflict.ERROR, "replace", OnConflict.REPLACE, "append", OnConflict.APPEND));

    private static final Pattern EPISODE_ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

    /** What every HTTP client takes out of a path. */
    private static final Set<String> UNREACHABLE = Set.of(".", "..");

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_STEM = 160;
    private static final double DEFAULT_FRAME_RATE = 30;

    /** Of an episode number, it leaves room for the next free ones behind it. */
    private static final int HIGHEST_NUMBER = 1_000_000_000;

    private final List<String> known;
    private final Map<String, String> values = new LinkedHashMap<>();

    private UploadParameters(List<String> own) {
        known = Stream.concat(own.stream(), OF_A_FILE.stream()).toList();
    }

    /** Those of an upload that makes an episode. */
    static UploadParameters ofAnEpisode() {
        return new UploadParameters(OF_AN_EPISODE);
    }

    /** Those of an upload that adds property values to an episode. */
    static UploadParameters ofAnAddition() {
        return new UploadParameters(OF_AN_ADDITION);
    }

    /**
     * Takes a parameter.
     *
     * @throws IngestException if there is no parameter of that name, naming the nearest one, or it was given before
     */
    void put(String name, String value) {
        if (!known.contains(name)) {
            throw new IngestException(
                    Problem.UNKNOWN_PARAMETER,
                    "There is no parameter '%s'; did you mean '%s'? Known are: %s"
                            .formatted(shown(name), nearest(name), String.join(", ", known)));
        }
        if (values.putIfAbsent(name, value) != null) {
            throw invalid(name, value, "it was given twice");
        }
    }

    /**
     * The episode that the parameters describe.
     *
     * @param fileName the uploaded file's name, with or without folders; empty if the client gave none
     * @throws IngestException if a value is not allowed
     */
    Episode episode(String fileName) {
        String name = withoutFolders(fileName);
        return new Episode(
                episodeId(name),
                text("session_id", "default"),
                values.containsKey("category") ? text("category", Episode.DEFAULT_CATEGORY) : null,
                episodeNumber(),
                frameRate().orElse(DEFAULT_FRAME_RATE),
                name.isEmpty() ? "upload" : name,
                choice("derive", "velocity").isPresent(),
                choice("on_conflict", ON_CONFLICT.keySet().toArray(String[]::new))
                        .map(ON_CONFLICT::get)
                        .orElse(OnConflict.ERROR));
    }

    /** Whether values that are there already are to be replaced. */
    boolean replaces() {
        return choice("on_conflict", "error", "replace").orElse("error").equals("replace");
    }

    /** Whether everything is to be rolled back at the end. */
    boolean dryRun() {
        return choice("dry_run", "true", "false").orElse("false").equals("true");
    }

    /** Whatever was given of the file and what is made of it, the same text for the same request. */
    String ofTheContent() {
        return values.entrySet().stream()
                .filter(given -> !OF_THE_REQUEST.contains(given.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(given -> given.getKey() + "=" + given.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** How the file is to be read. */
    ReadingOptions reading() {
        return new ReadingParameters(this).options();
    }

    /** The value of a parameter, if it was given. */
    Optional<String> given(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** One of several words, if the parameter was given. */
    Optional<String> choice(String name, String... words) {
        return given(name).map(word -> {
            if (!List.of(words).contains(word)) {
                throw invalid(name, word, "expected is " + String.join(" or ", words));
            }
            return word;
        });
    }

    private String episodeId(String fileName) {
        String given = values.get("episode_id");
        if (given == null) {
            return stem(fileName) + "-" + UlidCreator.getMonotonicUlid();
        }
        if (!EPISODE_ID.matcher(given).matches() || UNREACHABLE.contains(given)) {
            throw invalid(
                    "episode_id", given, "1 to 200 of the characters A-Z a-z 0-9 . _ : - are allowed, but not . or ..");
        }
        return given;
    }

    private @Nullable Integer episodeNumber() {
        String given = values.get("episode_number");
        if (given == null) {
            return null;
        }
        try {
            int number = Integer.parseInt(given);
            if (number >= 0 && number <= HIGHEST_NUMBER) {
                return number;
            }
        } catch (NumberFormatException e) {
            // As wrong as a number that is out of range.
        }
        throw invalid("episode_number", given, "a whole number from 0 to %d is expected".formatted(HIGHEST_NUMBER));
    }

    Optional<Double> frameRate() {
        String given = values.get("frame_rate");
        if (given == null) {
            return Optional.empty();
        }
        double rate;
        try {
            rate = Double.parseDouble(given);
        } catch (NumberFormatException e) {
            rate = Double.NaN;
        }
        if (!(rate > 0) || rate > HIGHEST_NUMBER) {
            throw invalid("frame_rate", given, "a number of frames per second above 0, up to 10⁹, is expected");
        }
        return Optional.of(rate);
    }

    String text(String name, String otherwise) {
        String given = values.getOrDefault(name, otherwise);
        if (given.isBlank()
                || given.length() > LONGEST_TEXT
                || given.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
            throw invalid(name, given, "1 to 200 characters, none of them a control character, are expected");
        }
        return given;
    }

    private static String withoutFolders(String fileName) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String printable = name.replaceAll("[\\p{Cntrl}\\p{Cs}]", "_");
        return printable.length() <= LONGEST_TEXT ? printable : printable.substring(0, LONGEST_TEXT);
    }

    private static String stem(String fileName) {
        int dot = fileName.indexOf('.');
        String stem = (dot > 0 ? fileName.substring(0, dot) : fileName).replaceAll("[^A-Za-z0-9_-]+", "_");
        String bounded = stem.length() <= LONGEST_STEM ? stem : stem.substring(0, LONGEST_STEM);
        return bounded.isEmpty() ? "episode" : bounded;
    }

    private String nearest(String name) {
        String bounded = shown(name);
        return known.stream()
                .min(Comparator.comparing(
                        candidate -> LevenshteinDistance.getDefaultInstance().apply(candidate, bounded)))
                .orElseThrow();
    }

    static IngestException invalid(String name, String value, String reason) {
        return new IngestException(
                Problem.INVALID_PARAMETER, "The parameter %s='%s' is wrong: %s".formatted(name, shown(value), reason));
    }

    private static String shown(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
