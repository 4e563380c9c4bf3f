package org.collabenv.episodes.api.request;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of an upload, declared once: its name, its default, its parser and its entry in the API's contract.
 *
 * @param name as a form field or in the query string
 * @param description its meaning, for the contract
 * @param type its JSON type in the contract
 * @param words the words that it accepts; empty if it accepts any string
 * @param defaultText the string that is parsed if the parameter is not given; null if there is none
 * @param concernsContent whether the parameter changes what is stored, so that a retry must repeat it
 * @param parser turns the name and the given string into a value, and refuses a wrong string
 */
public record Parameter<T>(
        String name,
        String description,
        Type type,
        List<String> words,
        @Nullable String defaultText,
        boolean concernsContent,
        BiFunction<String, String, T> parser) {

    /** A type in the contract. */
    public enum Type {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN
    }

    static <T> Parameter<T> of(String name, Type type, String description, BiFunction<String, String, T> parser) {
        return new Parameter<>(name, description, type, List.of(), null, true, parser);
    }

    /** Declares a parameter that accepts one of several words, which are the constants in lower case. */
    static <E extends Enum<E>> Parameter<E> choice(String name, String description, List<E> choices) {
        List<String> words = choices.stream().map(ParameterParsers::word).toList();
        return new Parameter<>(
                name,
                description,
                Type.STRING,
                words,
                null,
                true,
                (given, text) -> ParameterParsers.choice(given, text, choices));
    }

    /** Returns the parameter with a default. */
    Parameter<T> otherwise(String text) {
        return new Parameter<>(name, description, type, words, text, concernsContent, parser);
    }

    /** Returns the parameter as one that says how the content is handled, not what the content is. */
    Parameter<T> ofTheRequest() {
        return new Parameter<>(name, description, type, words, defaultText, false, parser);
    }

    T parse(String text) {
        return parser.apply(name, text);
    }
}
