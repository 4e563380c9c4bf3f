package org.collabenv.episodes.api.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collabenv.episodes.source.options.ColumnMapping;
import org.collabenv.episodes.source.options.TextFormat;
import org.collabenv.episodes.source.options.Tolerance;
import org.collabenv.episodes.source.value.MissingValues;
import org.collabenv.episodes.source.value.TimeAxis;
import org.collabenv.episodes.source.value.TimeFormat;
import org.collabenv.episodes.trajectory.DerivedVelocity;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Parses the values of parameters; a refusal of a wrong value says what is expected. */
final class ParameterParsers {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Map<String, Character> DELIMITERS =
            Map.of("comma", ',', "semicolon", ';', "tab", '\t', "\\t", '\t', "pipe", '|', "space", ' ');
    private static final Pattern EPISODE_ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

    private static final int LONGEST_TEXT = 200;
    private static final String NUMBER = "{number}";
    private static final String STEM = "{stem}";
    private static final String SESSION = "{session}";
    private static final int LONGEST_PATH = 1000;
    private static final String VELOCITY = "velocity";
    private static final double PERCENT = 100;

    /** The highest number that a client can give; it leaves room for the next free ones. */
    private static final int HIGHEST_NUMBER = 1_000_000_000;

    private ParameterParsers() {}

    /** Parses an id, or a pattern of one. */
    static String episodeId(String name, String text) {
        String id = text.replace(NUMBER, "0").replace(STEM, "stem").replace(SESSION, "session");
        if (!EPISODE_ID.matcher(id).matches() || !ResourceIds.isReachable(id)) {
            throw invalid(name, text, "1 to 200 of the characters A-Z a-z 0-9 . _ : - are allowed, but not . or ..");
        }
        return text;
    }

    /**
     * Returns the id that a pattern gives, in which {@code {number}}, {@code {stem}} and {@code {session}} are replaced.
     *
     * @param number the episode's number; null if the upload gives none
     */
    static String episodeId(String name, String pattern, @Nullable Integer number, String stem, String session) {
        if (pattern.contains(NUMBER) && number == null) {
            throw invalid(name, pattern, "{number} needs the parameter episode_number");
        }
        String id = pattern.replace(NUMBER, String.valueOf(number))
                .replace(STEM, stem)
                .replace(SESSION, session.replaceAll("[^A-Za-z0-9._:-]", "_"));
        return episodeId(name, id);
    }

    static String text(String name, String text) {
        if (text.isBlank()
                || text.length() > LONGEST_TEXT
                || !ResourceIds.isPrintable(text)
                || !ResourceIds.isReachable(text)) {
            throw invalid(
                    name, text, "1 to 200 characters, none of them a control character, are expected, but not . or ..");
        }
        return text;
    }

    static String time(String name, String text) {
        if (!TimeAxis.isTime(text)) {
            throw invalid(name, text, "a number of seconds, or a timestamp such as 2016-01-12T13:02:11Z, is expected");
        }
        return text;
    }

    static int wholeNumber(String name, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= HIGHEST_NUMBER) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number that is out of range.
        }
        throw invalid(name, text, "a whole number from 0 to %d is expected".formatted(HIGHEST_NUMBER));
    }

    static Tolerance maxErrors(String name, String text) {
        boolean isShare = text.endsWith("%");
        try {
            if (isShare) {
                double percent = Double.parseDouble(text.substring(0, text.length() - 1));
                if (percent >= 0 && percent <= PERCENT) {
                    return Tolerance.ofShare(percent / PERCENT, text);
                }
            } else {
                long most = Long.parseLong(text);
                if (most >= 0) {
                    return Tolerance.ofRows(most);
                }
            }
        } catch (NumberFormatException e) {
            // Refused below, like a negative number.
        }
        throw invalid(name, text, "a whole number of at least 0 is expected, or a share from 0% to 100%");
    }

    static TimeFormat timeFormat(String name, String text) {
        if (text.length() > LONGEST_TEXT) {
            throw invalid(name, text, "at most 200 characters are expected");
        }
        try {
            return TimeFormat.of(text);
        } catch (IllegalArgumentException e) {
            throw invalid(name, text, e.getMessage() + "; a format such as %d/%m/%Y %H:%M:%S is expected");
        }
    }

    /** Parses {@code velocity}, or {@code velocity:} and the kind of difference. */
    static DerivedVelocity.Difference derivation(String name, String text) {
        if (text.equals(VELOCITY)) {
            return DerivedVelocity.Difference.FORWARD;
        }
        for (DerivedVelocity.Difference difference : DerivedVelocity.Difference.values()) {
            if (text.equals(VELOCITY + ":" + word(difference))) {
                return difference;
            }
        }
        throw invalid(name, text, "velocity, velocity:forward, velocity:backward or velocity:central is expected");
    }

    static String path(String name, String text) {
        if (text.isBlank() || text.length() > LONGEST_PATH || !ResourceIds.isPrintable(text)) {
            throw invalid(name, text, "1 to 1000 characters, none of them a control character, are expected");
        }
        return text;
    }

    static Optional<Character> quote(String name, String text) {
        return switch (text) {
            case "none" -> Optional.empty();
            case "double" -> Optional.of(TextFormat.QUOTE);
            case "single" -> Optional.of('\'');
            default -> {
                if (text.length() != 1 || text.isBlank() || Character.isLetterOrDigit(text.charAt(0))) {
                    throw invalid(
                            name,
                            text,
                            "one character that is no letter or digit, or double, single or none, is expected");
                }
                yield Optional.of(text.charAt(0));
            }
        };
    }

    static double frameRate(String name, String text) {
        try {
            double rate = Double.parseDouble(text);
            if (rate > 0 && rate <= HIGHEST_NUMBER) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number that is out of range.
        }
        throw invalid(name, text, "a number of frames per second above 0, up to 10⁹, is expected");
    }

    static double share(String name, String text) {
        try {
            double share = Double.parseDouble(text);
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number that is out of range.
        }
        throw invalid(name, text, "a number from 0 to 1 is expected");
    }

    static boolean bool(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name, text, "true or false is expected");
        };
    }

    static <E extends Enum<E>> E choice(String name, String text, List<E> choices) {
        return choices.stream()
                .filter(choice -> word(choice).equals(text))
                .findFirst()
                .orElseThrow(() -> invalid(
                        name,
                        text,
                        "one of these words is expected: "
                                + choices.stream().map(ParameterParsers::word).collect(Collectors.joining(" or "))));
    }

    static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    static char delimiter(String name, String text) {
        Character delimiter = text.length() == 1 ? Character.valueOf(text.charAt(0)) : DELIMITERS.get(text);
        if (delimiter == null || delimiter == '"' || delimiter == '\n' || delimiter == '\r' || delimiter == 0) {
            throw invalid(name, text, "one character, or comma, semicolon, tab, pipe or space, is expected");
        }
        return delimiter;
    }

    static List<String> names(String name, String text) {
        List<String> names = Stream.of(text.split(",", -1)).map(String::strip).toList();
        if (names.contains("")) {
            throw invalid(name, text, "names separated by commas are expected, none of them empty");
        }
        return names;
    }

    static Charset encoding(String name, String text) {
        try {
            return Charset.forName(text);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw invalid(name, text, "a name such as UTF-8, windows-1252 or UTF-16 is expected");
        }
    }

    /** Parses {@code source=target} pairs separated by commas, or a JSON object; an empty string maps nothing. */
    static ColumnMapping mapping(String name, String text) {
        if (text.isBlank()) {
            return ColumnMapping.NONE;
        }
        Map<String, ColumnMapping.Target> targets = new LinkedHashMap<>();
        pairs(name, text).forEach((source, target) -> {
            if (source.isEmpty() || (target != null && target.length() > LONGEST_TEXT)) {
                throw invalid(name, text, "a column or a target has no usable name");
            }
            targets.put(source, ColumnMapping.Target.parse(Objects.requireNonNullElse(target, "")));
        });
        return new ColumnMapping(targets);
    }

    private static Map<String, String> pairs(String name, String text) {
        if (text.stripLeading().startsWith("{")) {
            try {
                return JSON.readValue(text, new TypeReference<LinkedHashMap<String, String>>() {});
            } catch (JsonProcessingException e) {
                throw invalid(name, text, "it begins like JSON, but is not an object of strings");
            }
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0
                    || pairs.put(
                                    pair.substring(0, equals).strip(),
                                    pair.substring(equals + 1).strip())
                            != null) {
                throw invalid(
                        name,
                        text,
                        "pairs such as t=time_index,name=agent_id are expected, each column once, or a JSON object");
            }
        }
        return pairs;
    }

    /** Parses words separated by commas, which replace the usual ones; after a plus they are added to them. */
    static MissingValues missing(String name, String text) {
        boolean inAddition = text.startsWith("+");
        Set<String> words = Arrays.stream((inAddition ? text.substring(1) : text).split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
        if (words.stream().anyMatch(word -> word.length() > LONGEST_TEXT)) {
            throw invalid(name, text, "a word has at most 200 characters");
        }
        return inAddition ? MissingValues.USUAL.and(words) : MissingValues.only(words);
    }

    static IngestException invalid(String name, String text, String expected) {
        return new IngestException(
                Problem.INVALID_PARAMETER, "The parameter %s='%s' is wrong: %s".formatted(name, shown(text), expected));
    }

    static String shown(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
