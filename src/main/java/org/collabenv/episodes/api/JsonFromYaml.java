package org.collabenv.episodes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Makes JSON of YAML 1.1, the version that Python's loaders read: plain data only, no tags that make objects. */
final class JsonFromYaml extends DocumentBounds {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Dates stay the texts that they are in JSON. */
    private static final class TextDates extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, regexp, first, limit);
            }
        }
    }

    /** @throws org.collabenv.episodes.trajectory.IngestException if it is broken, or holds what JSON cannot */
    static JsonNode read(byte[] bytes) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(DEEPEST);
        DumperOptions unused = new DumperOptions();
        Yaml yaml = new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new TextDates());
        return new JsonFromYaml().node(load(yaml, new String(bytes, StandardCharsets.UTF_8)), 0);
    }

    private static @Nullable Object load(Yaml yaml, String text) {
        try {
            return yaml.load(text);
        } catch (YAMLException | IllegalArgumentException e) {
            // The second comes from a tag that its value does not fit, such as !!int foo.
            throw RequestDocument.invalid("The body is not sound YAML", e);
        }
    }

    private JsonNode node(@Nullable Object value, int depth) {
        enter(depth);
        if (value == null) {
            return NODES.nullNode();
        } else if (value instanceof Map<?, ?> map) {
            return object(map, depth);
        } else if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(element -> array.add(node(element, depth + 1)));
            return array;
        } else if (value instanceof String text) {
            return NODES.textNode(text);
        } else if (value instanceof Boolean bool) {
            return NODES.booleanNode(bool);
        } else if (value instanceof Number number) {
            return number(number);
        }
        throw RequestDocument.invalid("The body holds a value of a kind that JSON has not");
    }

    private JsonNode object(Map<?, ?> map, int depth) {
        ObjectNode object = NODES.objectNode();
        map.forEach((key, element) -> {
            if (key instanceof Map || key instanceof Collection) {
                throw RequestDocument.invalid("The body has a key that is no plain value");
            }
            String name = String.valueOf(key);
            if (object.has(name)) {
                throw RequestDocument.invalid("The body has a key twice");
            }
            object.set(name, node(element, depth + 1));
        });
        return object;
    }

    private static JsonNode number(Number number) {
        if (number instanceof Double real) {
            if (!Double.isFinite(real)) {
                throw RequestDocument.invalid("The body holds a number that JSON has not: " + real);
            }
            return NODES.numberNode(real);
        }
        return number instanceof BigInteger big ? NODES.numberNode(big) : NODES.numberNode(number.longValue());
    }
}
