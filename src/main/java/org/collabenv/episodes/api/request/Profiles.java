package org.collabenv.episodes.api.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collabenv.episodes.store.tables.SavedMapping;
import org.collabenv.episodes.store.tables.SavedMappings;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** Reads and checks the reading parameters that labs save under a name. */
@Singleton
public class Profiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The most characters of a saved mapping, as of a parameter in a request. */
    private static final int LONGEST = 1 << 16;

    private final SavedMappings saved;

    public Profiles(SavedMappings saved) {
        this.saved = saved;
    }

    /** Returns the names of the parameters that a profile may have. */
    public static List<String> parameters() {
        return UploadParameters.OF_A_PROFILE.stream().map(Parameter::name).toList();
    }

    /**
     * Returns the parameters of a document, each checked as in an upload.
     *
     * @param document an object whose fields are known parameters, with strings, numbers, booleans, lists of strings, or an object
     *     for {@code mapping}
     * @throws IngestException if a value is none that an upload could give
     */
    public static String checked(JsonNode document) {
        ParameterValues values = new ParameterValues(UploadParameters.OF_A_PROFILE);
        Map<String, String> texts = new LinkedHashMap<>();
        document.properties().forEach(field -> {
            String text = text(field.getKey(), field.getValue());
            values.put(field.getKey(), text);
            texts.put(field.getKey(), text);
        });
        UploadParameters.OF_A_PROFILE.forEach(values::get);
        try {
            String parameters = JSON.writeValueAsString(texts);
            if (parameters.length() > LONGEST) {
                throw new IngestException(
                        Problem.TOO_LARGE, "The parameters have more than %d characters".formatted(LONGEST));
            }
            return parameters;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of strings is no JSON", e);
        }
    }

    private static String text(String name, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            return value.asText();
        }
        if (value.isObject()) {
            return value.toString();
        }
        List<String> elements = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isTextual() || element.asText().contains(",")) {
                throw invalid(name, "a list of strings without commas is expected");
            }
            elements.add(element.asText());
        }
        if (elements.isEmpty()) {
            throw invalid(name, "a string, a number, true or false, or a list of strings is expected");
        }
        return String.join(",", elements);
    }

    private static IngestException invalid(String name, String expected) {
        return new IngestException(
                Problem.INVALID_DOCUMENT, "The parameter '%s' is wrong: %s".formatted(name, expected));
    }

    /** Returns the parameters of a saved mapping by name. */
    public static Map<String, String> parameters(SavedMapping mapping) {
        try {
            return JSON.readValue(mapping.parameters(), new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The saved mapping '%s' is no JSON".formatted(mapping.mappingName()), e);
        }
    }

    /**
     * Adds the parameters of the profile that an upload names, or else of that of its session's category.
     *
     * @throws IngestException if there is no profile of the name that is given
     */
    void apply(ParameterValues values) {
        Optional<String> named = values.given(UploadParameters.PROFILE);
        if (named.isPresent()) {
            SavedMapping mapping = saved.find(named.get())
                    .orElseThrow(() -> new IngestException(
                            Problem.INVALID_PARAMETER,
                            "The parameter profile='%s' is wrong: no mapping of that name is saved; GET /mappings lists them"
                                    .formatted(named.get())));
            values.putMissing(parameters(mapping));
            return;
        }
        Map<String, SavedMapping> ofCategories = saved.ofCategories();
        if (!ofCategories.isEmpty()) {
            SavedMapping mapping = UploadParameters.category(values, saved::categoryOf)
                    .map(ofCategories::get)
                    .orElse(null);
            if (mapping != null) {
                values.putMissing(parameters(mapping));
                values.putMissing(Map.of(UploadParameters.PROFILE.name(), mapping.mappingName()));
            }
        }
    }
}
