package org.collabenv.episodes.api.request;

import static org.collabenv.episodes.api.request.Parameter.Type.BOOLEAN;
import static org.collabenv.episodes.api.request.Parameter.Type.INTEGER;
import static org.collabenv.episodes.api.request.Parameter.Type.NUMBER;
import static org.collabenv.episodes.api.request.Parameter.Type.STRING;

import com.github.f4b6a3.ulid.UlidCreator;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.collabenv.episodes.source.options.ColumnMapping;
import org.collabenv.episodes.source.options.Keypoints;
import org.collabenv.episodes.source.options.Layout;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.options.TextFormat;
import org.collabenv.episodes.source.options.Tolerance;
import org.collabenv.episodes.source.value.MissingValues;
import org.collabenv.episodes.source.value.TimeFormat;
import org.collabenv.episodes.trajectory.DerivedVelocity;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.OnConflict;
import org.collabenv.episodes.trajectory.PropertyAddition;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of uploads. To add one, declare it here, add it to the list of its uploads and use its value below; the
 * contract follows by itself.
 */
public final class UploadParameters {

    /** The treatment of wrong rows. */
    private enum OnError {
        ABORT,
        SKIP_ROW
    }

    /** The meanings of a row without a position. */
    private enum MissingPosition {
        UNSEEN,
        ERROR
    }

    /** The treatment of properties and agent types that are not defined. */
    private enum SchemaContract {
        EVOLVE,
        FREEZE
    }

    /** The character between the whole and the fraction of a number. */
    private enum Decimal {
        POINT,
        COMMA
    }

    /** The line above the rows of a text file. */
    private enum HeaderLine {
        FIRST,
        NONE
    }

    /** The treatments of what the checks find. */
    private enum ChecksMode {
        WARN,
        STRICT
    }

    /** The name of a file that the client does not name. */
    private static final String UPLOAD = "upload";

    private static final Parameter<String> EPISODE_ID = Parameter.of(
            "episode_id",
            STRING,
            "The episode's identity, 1 to 200 of A-Z a-z 0-9 . _ : -, or a pattern with {number}, {stem} (of the file's name)"
                    + " and {session}; by default the file's name and a time-ordered suffix",
            ParameterParsers::episodeId);
    private static final Parameter<String> SESSION_ID = Parameter.of(
                    "session_id",
                    STRING,
                    "The session to which it belongs; created if it does not exist",
                    ParameterParsers::text)
            .otherwise("default");
    private static final Parameter<String> CATEGORY = Parameter.of(
            "category",
            STRING,
            "The category of a session that is created; by default " + Episode.DEFAULT_CATEGORY,
            ParameterParsers::text);
    private static final Parameter<Integer> EPISODE_NUMBER = Parameter.of(
            "episode_number",
            INTEGER,
            "Its position in the session; by default the next free one",
            ParameterParsers::wholeNumber);
    private static final Parameter<Double> FRAME_RATE = Parameter.of(
            "frame_rate",
            NUMBER,
            "Frames per second; required if times are not whole frames, otherwise 30 by default",
            ParameterParsers::frameRate);
    private static final Parameter<String> AGENT_TYPE = Parameter.of(
                    "agent_type",
                    STRING,
                    "The type of every row if the file has no column for it",
                    ParameterParsers::text)
            .otherwise("agent");
    private static final Parameter<OnError> ON_ERROR = Parameter.choice(
                    "on_error", "Wrong rows: abort, or skip_row to load the valid ones", List.of(OnError.values()))
            .otherwise("abort");
    private static final Parameter<Tolerance> MAX_ERRORS = Parameter.of(
                    "max_errors",
                    STRING,
                    "With skip_row, the load is aborted if there are more wrong rows than this: a number, or a share of all"
                            + " rows such as 1%",
                    ParameterParsers::maxErrors)
            .otherwise("100");
    private static final Parameter<DerivedVelocity.Difference> DERIVE = Parameter.of(
            "derive",
            STRING,
            "velocity computes the velocities from each agent's positions: velocity or velocity:forward to the next one,"
                    + " velocity:backward from the previous one, velocity:central from the previous to the next one",
            ParameterParsers::derivation);
    private static final Parameter<DerivedVelocity.Gaps> VELOCITY_GAPS = Parameter.choice(
            "velocity_gaps",
            "With derive, the velocity where a frame is missing: null, or the mean over the gap (interpolate); by default null for"
                    + " velocity:backward and interpolate for the others",
            List.of(DerivedVelocity.Gaps.values()));
    private static final Parameter<DerivedVelocity.Unit> VELOCITY_UNIT = Parameter.choice(
                    "velocity_unit",
                    "With derive, whether velocities are per second or per frame",
                    List.of(DerivedVelocity.Unit.values()))
            .otherwise("second");
    private static final Parameter<String> FILE_PATH = Parameter.of(
            "file_path",
            STRING,
            "What the column file_path of the episode says; by default the file's name",
            ParameterParsers::path);
    private static final Parameter<OnConflict> ON_CONFLICT = Parameter.choice(
                    "on_conflict",
                    "The episode id exists already: refuse the upload (error), replace the episode in one transaction,"
                            + " or append the rows to it",
                    List.of(OnConflict.values()))
            .otherwise("error")
            .ofTheRequest();
    private static final Parameter<OnConflict> ON_VALUE_CONFLICT = Parameter.choice(
                    "on_conflict",
                    "Values that exist already: refuse the upload (error), or replace them",
                    List.of(OnConflict.ERROR, OnConflict.REPLACE))
            .otherwise("error")
            .ofTheRequest();
    private static final Parameter<Boolean> DRY_RUN = Parameter.of(
                    "dry_run",
                    BOOLEAN,
                    "Do everything on the real tables, then roll back and report",
                    ParameterParsers::bool)
            .otherwise("false")
            .ofTheRequest();
    private static final Parameter<String> AGENT_ID = Parameter.of(
            "agent_id",
            STRING,
            "The agent of every row if the file has no column for it: a whole number or a label",
            ParameterParsers::text);
    private static final Parameter<String> TIME_ORIGIN = Parameter.of(
            "time_origin",
            STRING,
            "The time of frame 0, in seconds or as a timestamp; by default the earliest one of the file, or that of the stored"
                    + " episode",
            ParameterParsers::time);
    private static final Parameter<TimeFormat> TIME_FORMAT = Parameter.of(
            "time_format",
            STRING,
            "The format of times that are not ISO 8601, with the directives of strptime, such as %d/%m/%Y %H:%M:%S",
            ParameterParsers::timeFormat);
    private static final Parameter<ColumnMapping> MAPPING = Parameter.of(
            "mapping",
            STRING,
            "The targets of columns: source=target pairs separated by commas, or a JSON object; a target may end in"
                    + " :string, :float, :vector, :labels, :frames, :seconds, :milliseconds, :microseconds or"
                    + " :nanoseconds, and an empty one drops the column; date+time=time_index joins two columns, and x#2 is"
                    + " the second column named x",
            ParameterParsers::mapping);
    private static final Parameter<Character> DELIMITER = Parameter.of(
            "delimiter",
            STRING,
            "One character, or comma, semicolon, tab, pipe or space; by default it is detected",
            ParameterParsers::delimiter);
    private static final Parameter<MissingValues> NULL_VALUES = Parameter.of(
            "null_values",
            STRING,
            "Words for a missing value, separated by commas, instead of the usual ones; after a plus, in addition to"
                    + " them",
            ParameterParsers::missing);
    private static final Parameter<Charset> ENCODING = Parameter.of(
                    "encoding", STRING, "The character encoding of a text file", ParameterParsers::encoding)
            .otherwise("UTF-8");
    private static final Parameter<Optional<Character>> QUOTE = Parameter.of(
                    "quote",
                    STRING,
                    "The character around cells that hold delimiters, or double, single or none; with none, quotes are"
                            + " characters like any other",
                    ParameterParsers::quote)
            .otherwise("double");
    private static final Parameter<Decimal> DECIMAL = Parameter.choice(
                    "decimal", "The decimal separator of the numbers in a text file", List.of(Decimal.values()))
            .otherwise("point");
    private static final Parameter<HeaderLine> HEADER = Parameter.choice(
                    "header",
                    "The line with the names of the columns in a text file: the first one, or none; without one the columns"
                            + " are called column_1, column_2 and so on",
                    List.of(HeaderLine.values()))
            .otherwise("first");
    private static final Parameter<Layout> LAYOUT =
            Parameter.choice("layout", "mot for the MOT challenge's lines without a header", List.of(Layout.MOT));
    private static final Parameter<List<String>> COLUMNS = Parameter.of(
            "columns",
            STRING,
            "The names of the columns of a text file without a header line, in order and separated by commas",
            ParameterParsers::names);
    private static final Parameter<String> KEYPOINT = Parameter.of(
            "keypoint",
            STRING,
            "The keypoint (body part or marker) that gives the position; by default the mean of those that were found",
            ParameterParsers::text);
    private static final Parameter<Double> MIN_CONFIDENCE = Parameter.of(
                    "min_confidence",
                    NUMBER,
                    "The least confidence, from 0 to 1, at which a keypoint counts as found",
                    ParameterParsers::share)
            .otherwise("0");
    private static final Parameter<Integer> SEQUENCE = Parameter.of(
            "sequence",
            INTEGER,
            "The sequence to read, counted from 0, of a file that holds several simulations or rollouts",
            ParameterParsers::wholeNumber);
    private static final Parameter<MissingPosition> MISSING_POSITION = Parameter.choice(
                    "missing_position",
                    "A row whose x and y are both missing or infinite: its animal was not seen in that frame (unseen), or"
                            + " an error",
                    List.of(MissingPosition.values()))
            .otherwise("unseen");
    private static final Parameter<ChecksMode> CHECKS = Parameter.choice(
                    "checks",
                    "What the checks find, such as missing frames and jumps: a warning in the receipt (warn), or an error (strict)",
                    List.of(ChecksMode.values()))
            .otherwise("warn");
    private static final Parameter<SchemaContract> SCHEMA_CONTRACT = Parameter.choice(
                    "schema_contract",
                    "Properties and agent types that are not defined: evolve defines them, freeze refuses them",
                    List.of(SchemaContract.values()))
            .otherwise("evolve");

    static final Parameter<String> PROFILE = Parameter.of(
            "profile",
            STRING,
            "The name of a saved mapping, whose parameters hold where the request does not give them",
            ParameterParsers::text);

    private static final List<Parameter<?>> OF_ANY_FILE = List.of(
            AGENT_ID,
            TIME_ORIGIN,
            TIME_FORMAT,
            MAPPING,
            DELIMITER,
            NULL_VALUES,
            ENCODING,
            QUOTE,
            DECIMAL,
            HEADER,
            LAYOUT,
            COLUMNS,
            KEYPOINT,
            MIN_CONFIDENCE,
            SEQUENCE,
            SCHEMA_CONTRACT);

    /** The parameters of an upload that stores an episode. */
    public static final List<Parameter<?>> OF_AN_EPISODE = with(
            OF_ANY_FILE,
            DRY_RUN,
            PROFILE,
            EPISODE_ID,
            SESSION_ID,
            CATEGORY,
            EPISODE_NUMBER,
            FRAME_RATE,
            AGENT_TYPE,
            MISSING_POSITION,
            CHECKS,
            ON_ERROR,
            MAX_ERRORS,
            DERIVE,
            VELOCITY_GAPS,
            VELOCITY_UNIT,
            FILE_PATH,
            ON_CONFLICT);

    /** The parameters of an upload that adds property values to a stored episode. */
    public static final List<Parameter<?>> OF_AN_ADDITION = with(OF_ANY_FILE, DRY_RUN, PROFILE, ON_VALUE_CONFLICT);

    /** The parameters that can be saved under a name: those that say how to read a file. */
    static final List<Parameter<?>> OF_A_PROFILE = with(
            OF_ANY_FILE,
            FRAME_RATE,
            AGENT_TYPE,
            MISSING_POSITION,
            CHECKS,
            ON_ERROR,
            MAX_ERRORS,
            DERIVE,
            VELOCITY_GAPS,
            VELOCITY_UNIT);

    private UploadParameters() {}

    private static List<Parameter<?>> with(List<Parameter<?>> others, Parameter<?>... own) {
        return Stream.concat(Stream.of(own), others.stream()).toList();
    }

    /** @param fileName the uploaded file's name, with or without folders; empty if the client gave none */
    static Episode episode(ParameterValues values, String fileName) {
        String name = FileNames.withoutFolders(fileName);
        String session = values.require(SESSION_ID);
        Integer number = values.get(EPISODE_NUMBER);
        String stem = FileNames.stem(name);
        String file = name.isEmpty() ? UPLOAD : name;
        return new Episode(
                values.given(EPISODE_ID)
                        .map(pattern -> ParameterParsers.episodeId(EPISODE_ID.name(), pattern, number, stem, session))
                        .orElseGet(() -> stem + "-" + UlidCreator.getMonotonicUlid()),
                session,
                values.get(CATEGORY),
                number,
                values.given(FRAME_RATE).orElse(Episode.DEFAULT_FRAME_RATE),
                file,
                values.given(FILE_PATH).orElse(file),
                velocity(values),
                values.require(ON_CONFLICT));
    }

    /**
     * Returns the category of the session of an upload that stores an episode; empty for any other upload.
     *
     * @param stored returns the category of a session, if it exists
     */
    static Optional<String> category(ParameterValues values, Function<String, Optional<String>> stored) {
        if (!values.declares(SESSION_ID)) {
            return Optional.empty();
        }
        return Optional.of(values.given(CATEGORY)
                .or(() -> stored.apply(values.require(SESSION_ID)))
                .orElse(Episode.DEFAULT_CATEGORY));
    }

    private static @Nullable DerivedVelocity velocity(ParameterValues values) {
        DerivedVelocity.Difference difference = values.get(DERIVE);
        if (difference == null) {
            return null;
        }
        DerivedVelocity.Gaps usual = difference == DerivedVelocity.Difference.BACKWARD
                ? DerivedVelocity.Gaps.NULL
                : DerivedVelocity.Gaps.INTERPOLATE;
        return new DerivedVelocity(
                difference, values.given(VELOCITY_GAPS).orElse(usual), values.require(VELOCITY_UNIT));
    }

    static PropertyAddition addition(ParameterValues values, String episodeId) {
        return new PropertyAddition(episodeId, values.require(ON_VALUE_CONFLICT) == OnConflict.REPLACE);
    }

    static boolean dryRun(ParameterValues values) {
        return values.require(DRY_RUN);
    }

    static boolean isStrict(ParameterValues values) {
        return values.get(CHECKS) == ChecksMode.STRICT;
    }

    /** Sets the delimiter that a body's media type implies, unless the upload gives one. */
    static void useTabs(ParameterValues values) {
        if (!values.has(DELIMITER)) {
            values.put(DELIMITER.name(), "tab");
        }
    }

    static ReadingOptions reading(ParameterValues values) {
        Tolerance tolerance = values.require(MAX_ERRORS);
        Layout headed = values.require(HEADER) == HeaderLine.NONE ? Layout.UNNAMED : Layout.HEADED;
        return new ReadingOptions(
                values.require(AGENT_TYPE),
                values.get(AGENT_ID),
                values.get(FRAME_RATE),
                values.get(TIME_ORIGIN),
                values.given(MAPPING).orElse(ColumnMapping.NONE),
                values.given(NULL_VALUES).orElse(MissingValues.USUAL),
                new TextFormat(
                        values.get(DELIMITER),
                        values.require(QUOTE).orElse(null),
                        values.require(DECIMAL) == Decimal.COMMA,
                        values.require(ENCODING),
                        values.given(LAYOUT).orElse(headed),
                        values.given(COLUMNS).orElse(List.of())),
                values.require(SCHEMA_CONTRACT) == SchemaContract.FREEZE,
                values.get(MISSING_POSITION) == MissingPosition.ERROR,
                values.get(TIME_FORMAT),
                values.get(ON_ERROR) == OnError.SKIP_ROW ? tolerance : Tolerance.NONE,
                new Keypoints(values.get(KEYPOINT), values.require(MIN_CONFIDENCE)),
                values.get(SEQUENCE));
    }
}
