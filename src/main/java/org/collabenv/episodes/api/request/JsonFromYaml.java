package org.collabenv.episodes.api.request;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.Construct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Turns YAML 1.1, the version that Python's loaders read, into JSON: plain data only, no tags that create objects. */
final class JsonFromYaml extends DocumentBounds {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The most characters of an integer: Jackson has the same bound for the numbers of JSON. */
    private static final int LONGEST_INTEGER = 1000;

    static {
        JSON.getSerializerProvider().setNullKeySerializer(new NullKey());
    }

    /** Writes an empty key as {@code null}, as Python's loaders and writers do. */
    private static final class NullKey extends JsonSerializer<Object> {
        @Override
        public void serialize(@Nullable Object key, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeFieldName("null");
        }
    }

    /** Leaves dates as strings, since JSON has no dates. */
    private static final class TextDates extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, regexp, first, limit);
            }
        }
    }

    /** Refuses integers whose conversion would take seconds: it is quadratic in their length. */
    private static final class PlainData extends SafeConstructor {

        PlainData(LoaderOptions options) {
            super(options);
            Construct integer = Objects.requireNonNull(yamlConstructors.get(Tag.INT));
            yamlConstructors.put(Tag.INT, new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    if (node instanceof ScalarNode scalar && scalar.getValue().length() > LONGEST_INTEGER) {
                        throw RequestDocument.invalid(
                                "The body contains an integer of more than %d characters".formatted(LONGEST_INTEGER));
                    }
                    return integer.construct(node);
                }
            });
        }
    }

    /**
     * Reads a document.
     *
     * @throws org.collabenv.episodes.trajectory.IngestException if it is malformed, or contains what JSON
     *     cannot represent
     */
    static JsonNode read(byte[] bytes) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(DEEPEST);
        DumperOptions unused = new DumperOptions();
        Yaml yaml = new Yaml(new PlainData(options), new Representer(unused), unused, options, new TextDates());
        String text = RequestDocument.utf8(bytes);
        Object document = load(yaml, text);
        if (document == null && yaml.compose(new StringReader(text)) == null) {
            throw RequestDocument.invalid("The body is empty");
        }
        new JsonFromYaml().check(document, 0);
        return JSON.valueToTree(document);
    }

    private static @Nullable Object load(Yaml yaml, String text) {
        try {
            return yaml.load(text);
        } catch (YAMLException | IllegalArgumentException e) {
            // The second exception comes from a value that does not fit its tag, such as !!int foo.
            throw RequestDocument.invalid("The body is not valid YAML", e);
        }
    }

    private void check(@Nullable Object value, int depth) {
        enter(depth);
        if (value instanceof Map<?, ?> map) {
            checkKeys(map);
            map.values().forEach(element -> check(element, depth + 1));
        } else if (value instanceof List<?> list) {
            list.forEach(element -> check(element, depth + 1));
        } else if (value instanceof Double real && !Double.isFinite(real)) {
            throw RequestDocument.invalid("The body contains a number that JSON does not have: " + real);
        } else if (value != null && !(value instanceof String || value instanceof Boolean || value instanceof Number)) {
            throw RequestDocument.invalid("The body contains a value of a kind that JSON does not have");
        }
    }

    private static void checkKeys(Map<?, ?> map) {
        Set<String> names = new HashSet<>();
        for (Object key : map.keySet()) {
            boolean plain = key == null || key instanceof String || key instanceof Number || key instanceof Boolean;
            if (!plain) {
                throw RequestDocument.invalid("The body has a key that is not a plain value");
            }
            if (!names.add(String.valueOf(key))) {
                throw RequestDocument.invalid("The body has the same key twice");
            }
        }
    }
}
