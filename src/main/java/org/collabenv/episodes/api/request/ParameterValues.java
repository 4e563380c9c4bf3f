package org.collabenv.episodes.api.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.collabenv.episodes.source.value.Texts;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** The given values of declared parameters, from the query string and from the form fields before the file. */
final class ParameterValues {

    private final List<Parameter<?>> declared;
    private final Map<String, String> values = new LinkedHashMap<>();

    ParameterValues(List<Parameter<?>> declared) {
        this.declared = declared;
    }

    /**
     * Adds a value.
     *
     * @throws IngestException if no parameter of that name is declared, which names the nearest one, if the parameter
     *     was given before, or if no database can store the value
     */
    void put(String name, String value) {
        List<String> names = declared.stream().map(Parameter::name).toList();
        if (!names.contains(name)) {
            throw new IngestException(
                    Problem.UNKNOWN_PARAMETER,
                    "There is no parameter '%s'; did you mean '%s'? The known parameters are: %s"
                            .formatted(
                                    ParameterParsers.shown(name),
                                    NearestName.of(name, names),
                                    String.join(", ", names)));
        }
        if (!Texts.isStorable(value)) {
            throw ParameterParsers.invalid(
                    name, value, "it has a NUL or half of a surrogate pair, which no database stores");
        }
        if (values.putIfAbsent(name, value) != null) {
            throw ParameterParsers.invalid(name, value, "it was given twice");
        }
    }

    /** Adds the values of a profile for declared parameters that were not given. */
    void putMissing(Map<String, String> profile) {
        for (Parameter<?> parameter : declared) {
            String value = profile.get(parameter.name());
            if (value != null) {
                values.putIfAbsent(parameter.name(), value);
            }
        }
    }

    /** Returns whether uploads of this kind have a parameter. */
    boolean declares(Parameter<?> parameter) {
        return declared.stream().anyMatch(other -> other.name().equals(parameter.name()));
    }

    boolean has(Parameter<?> parameter) {
        return values.containsKey(parameter.name());
    }

    /** Returns the parsed value, or the parsed default, or null if there is neither. */
    <T> @Nullable T get(Parameter<T> parameter) {
        String text = values.getOrDefault(parameter.name(), parameter.defaultText());
        return text == null ? null : parameter.parse(text);
    }

    /** Returns the parsed value or default of a parameter that has a default. */
    <T> T require(Parameter<T> parameter) {
        return Objects.requireNonNull(get(parameter), parameter.name());
    }

    /** Returns the parsed value if it was given. */
    <T> Optional<T> given(Parameter<T> parameter) {
        return Optional.ofNullable(values.get(parameter.name())).map(parameter::parse);
    }

    /** Returns the given parameters that concern the content, as a string that is the same for the same request. */
    String ofTheContent() {
        return declared.stream()
                .filter(parameter -> parameter.concernsContent() && has(parameter))
                .map(Parameter::name)
                .sorted()
                .map(name -> name + "=" + values.get(name))
                .collect(Collectors.joining("\n"));
    }
}
