package org.collabenv.episodes.api.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.collabenv.episodes.source.value.Texts;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A small document that a client sends, as JSON or YAML.
 *
 * @param root the content; every string in it can be stored
 */
public record RequestDocument(JsonNode root) {

    private static final String OUT_OF_RANGE =
            "The body contains a number that exceeds the range of floating-point numbers";

    public static final String YAML = "application/yaml";
    public static final String OTHER_YAML = "application/x-yaml";
    public static final String TEXT_YAML = "text/yaml";

    static final int MOST_BYTES = 1 << 20;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads a body.
     *
     * @throws IngestException if it is too large or malformed, or contains what JSON cannot represent
     */
    public static RequestDocument read(@Nullable String contentType, InputStream body) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new IngestException(Problem.INCOMPLETE_UPLOAD, "The body was cut off before its end", e);
        }
        if (bytes.length > MOST_BYTES) {
            throw new IngestException(Problem.TOO_LARGE, "The body has more than %d bytes".formatted(MOST_BYTES));
        }
        if (contentType == null) {
            throw new IngestException(
                    Problem.UNSUPPORTED_FORMAT,
                    "The request has no Content-Type; send application/json or application/yaml");
        }
        boolean json = MediaType.valueOf(contentType).isCompatible(MediaType.APPLICATION_JSON_TYPE);
        JsonNode root = json ? json(bytes) : JsonFromYaml.read(bytes);
        new Check().node(root, 0);
        return new RequestDocument(root);
    }

    /** @throws IngestException if the bytes are not UTF-8, in which both formats are sent */
    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid("The body is not valid UTF-8", e);
        }
    }

    private static JsonNode json(byte[] bytes) {
        try {
            JsonNode root = JSON.readTree(utf8(bytes));
            if (root.isMissingNode()) {
                throw invalid("The body is empty");
            }
            return root;
        } catch (NumberFormatException e) {
            // The parser fails so if an exponent has too many digits for a number of its own.
            throw new IngestException(Problem.INVALID_DOCUMENT, OUT_OF_RANGE, e);
        } catch (IOException e) {
            throw invalid("The body is not valid JSON", e);
        }
    }

    /** Returns the document as JSON. */
    public String json() {
        return root.toString();
    }

    /**
     * Returns the document as an object of known fields.
     *
     * @param advice a sentence, after a blank, that ends the refusal of an unknown field; may be empty
     * @throws IngestException if it is not an object, or has another field; the message names the nearest known one
     */
    public ObjectNode object(List<String> known, String advice) {
        if (!(root instanceof ObjectNode object)) {
            throw invalid("The body must be an object with the fields " + String.join(", ", known));
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                String nearest = NearestName.of(name, known);
                throw invalid("There is no field '%s'; did you mean '%s'? The known fields are: %s.%s"
                        .formatted(ParameterParsers.shown(name), nearest, String.join(", ", known), advice));
            }
        }
        return object;
    }

    /** Returns a string field of an object; null if the field is missing or null. */
    public static @Nullable String text(ObjectNode object, String field, int longest) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > longest) {
            throw invalid("The field '%s' must be a string of 1 to %d characters".formatted(field, longest));
        }
        return value.asText();
    }

    /** Verifies an id that the body may repeat, but that must be the one in the path. */
    public static void requireSame(ObjectNode object, String field, String id) {
        JsonNode value = object.get(field);
        if (value != null && !value.asText().equals(id)) {
            throw invalid("The field '%s' is not the id in the path".formatted(field));
        }
    }

    public static IngestException invalid(String detail) {
        return new IngestException(Problem.INVALID_DOCUMENT, detail);
    }

    /** Adds the place and the kind of an error, and not a parser's whole message, which quotes the body. */
    public static IngestException invalid(String detail, Exception cause) {
        return new IngestException(Problem.INVALID_DOCUMENT, detail + place(cause), cause);
    }

    private static String place(Exception cause) {
        if (cause instanceof JsonProcessingException json && json.getLocation() != null) {
            return " (line %d: %s)".formatted(json.getLocation().getLineNr(), json.getOriginalMessage());
        }
        if (cause instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
            return " (line %d: %s)".formatted(yaml.getProblemMark().getLine() + 1, yaml.getProblem());
        }
        return "";
    }

    /** Verifies every string and number. */
    private static final class Check extends DocumentBounds {

        void node(JsonNode node, int depth) {
            enter(depth);
            if (node.isTextual()) {
                text(node.asText());
            } else if (node.isNumber() && !isInRange(node)) {
                throw invalid(OUT_OF_RANGE);
            }
            for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
                text(names.next());
            }
            node.forEach(child -> node(child, depth + 1));
        }

        private static boolean isInRange(JsonNode number) {
            double rounded = number.doubleValue();
            return Double.isFinite(rounded)
                    && (rounded != 0 || number.decimalValue().signum() == 0);
        }

        private static void text(String text) {
            if (!Texts.isStorable(text)) {
                throw invalid("The body contains a string with a NUL or half of a surrogate pair");
            }
        }
    }
}
