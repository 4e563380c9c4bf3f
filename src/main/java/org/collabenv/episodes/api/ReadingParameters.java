package org.collabenv.episodes.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.collabenv.episodes.source.ColumnMapping;
import org.collabenv.episodes.source.Layout;
import org.collabenv.episodes.source.MissingValues;
import org.collabenv.episodes.source.ReadingOptions;
import org.collabenv.episodes.source.TextFormat;
import org.collabenv.episodes.trajectory.IngestException;
import org.jspecify.annotations.Nullable;

/** Those parameters of an upload that say how its file is to be read. */
final class ReadingParameters {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Map<String, Character> DELIMITERS =
            Map.of("comma", ',', "semicolon", ';', "tab", '\t', "\\t", '\t', "pipe", '|', "space", ' ');
    private static final long DEFAULT_MAX_ERRORS = 100;
    private static final int LONGEST_WORD = 200;

    private final UploadParameters parameters;

    ReadingParameters(UploadParameters parameters) {
        this.parameters = parameters;
    }

    /** @throws IngestException if a value is not allowed */
    ReadingOptions options() {
        String timeOrigin = parameters.given("time_origin").orElse(null);
        if (timeOrigin != null && !ReadingOptions.isTime(timeOrigin)) {
            throw UploadParameters.invalid(
                    "time_origin",
                    timeOrigin,
                    "a number of seconds, or a timestamp such as 2016-01-12T13:02:11Z, is expected");
        }
        return new ReadingOptions(
                parameters.text("agent_type", "agent"),
                parameters.given("agent_id").isPresent() ? parameters.text("agent_id", "") : null,
                parameters.frameRate().orElse(null),
                timeOrigin,
                parameters.given("mapping").map(ReadingParameters::mapping).orElse(ColumnMapping.NONE),
                parameters.given("null_values").map(ReadingParameters::missing).orElse(MissingValues.USUAL),
                new TextFormat(delimiter(), encoding(), layout()),
                parameters
                        .choice("schema_contract", "evolve", "freeze")
                        .orElse("evolve")
                        .equals("freeze"),
                skippableRows());
    }

    private long skippableRows() {
        boolean skip = parameters
                .choice("on_error", "abort", "skip_row")
                .orElse("abort")
                .equals("skip_row");
        String given = parameters.given("max_errors").orElse(null);
        long most = DEFAULT_MAX_ERRORS;
        if (given != null) {
            try {
                most = Long.parseLong(given);
            } catch (NumberFormatException e) {
                most = -1; // as wrong as a negative one
            }
            if (most < 0) {
                throw UploadParameters.invalid("max_errors", given, "a whole number from 0 on is expected");
            }
        }
        return skip ? most : 0;
    }

    private @Nullable Character delimiter() {
        String given = parameters.given("delimiter").orElse(null);
        if (given == null) {
            return null;
        }
        Character delimiter = given.length() == 1 ? Character.valueOf(given.charAt(0)) : DELIMITERS.get(given);
        if (delimiter == null || delimiter == '"' || delimiter == '\n' || delimiter == '\r' || delimiter == 0) {
            throw UploadParameters.invalid(
                    "delimiter", given, "one character, or comma, semicolon, tab, pipe or space, is expected");
        }
        return delimiter;
    }

    private Charset encoding() {
        String given = parameters.given("encoding").orElse(null);
        try {
            return given == null ? StandardCharsets.UTF_8 : Charset.forName(given);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw UploadParameters.invalid(
                    "encoding", given, "a name such as UTF-8, windows-1252 or UTF-16 is expected");
        }
    }

    private Layout layout() {
        return parameters.choice("layout", "mot").isPresent() ? Layout.MOT : Layout.HEADED;
    }

    /** {@code source=target} pairs parted by commas, or a JSON object. */
    private static ColumnMapping mapping(String given) {
        Map<String, ColumnMapping.Target> targets = new LinkedHashMap<>();
        pairs(given).forEach((source, target) -> {
            if (source.isEmpty() || (target != null && target.length() > LONGEST_WORD)) {
                throw UploadParameters.invalid("mapping", given, "a column or a target has no usable name");
            }
            targets.put(source, ColumnMapping.Target.parse(Objects.requireNonNullElse(target, "")));
        });
        return new ColumnMapping(targets);
    }

    private static Map<String, String> pairs(String given) {
        if (given.stripLeading().startsWith("{")) {
            try {
                return JSON.readValue(given, new TypeReference<LinkedHashMap<String, String>>() {});
            } catch (JsonProcessingException e) {
                throw UploadParameters.invalid("mapping", given, "it begins like JSON, but is no object of texts");
            }
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : given.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0
                    || pairs.put(
                                    pair.substring(0, equals).strip(),
                                    pair.substring(equals + 1).strip())
                            != null) {
                throw UploadParameters.invalid(
                        "mapping",
                        given,
                        "pairs such as t=time_index,name=agent_id are expected, each column once, or a JSON object");
            }
        }
        return pairs;
    }

    /** Words parted by commas, which replace the usual ones; behind a plus they come beside them. */
    private static MissingValues missing(String given) {
        boolean beside = given.startsWith("+");
        Set<String> words = Arrays.stream((beside ? given.substring(1) : given).split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
        if (words.stream().anyMatch(word -> word.length() > LONGEST_WORD)) {
            throw UploadParameters.invalid("null_values", given, "a word has at most 200 characters");
        }
        return beside ? MissingValues.USUAL.and(words) : MissingValues.only(words);
    }
}
