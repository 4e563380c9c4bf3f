package org.collabenv.episodes.source.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collabenv.episodes.source.value.NumberLists;
import org.collabenv.episodes.source.value.Numbers;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.TextColumn;

/** Decides the type of a new property from the first batch that holds values of it. */
final class PropertyTypes {

    private PropertyTypes() {}

    /** Returns the number of values in the first {@code size} rows. */
    static long present(PropertyColumn property, int size) {
        long present = 0;
        for (int row = 0; row < size; row++) {
            present += property.isMissing(row) ? 0 : 1;
        }
        return present;
    }

    /** Notes that a batch holds values of a property, which decides the type of a new one. */
    static void noteValues(PropertyColumn property, int size) {
        property.noteValues();
        if (property.type() == null) {
            decide(property, size);
        }
    }

    /** Chooses numbers if every value is a number, lists if every value is a list, and strings otherwise. */
    private static void decide(PropertyColumn property, int size) {
        TextColumn texts = property.texts();
        boolean numbers = true;
        boolean lists = true;
        for (int row = 0; row < size; row++) {
            int start = texts.start(row);
            int length = texts.end(row) - start;
            if (length > 0) {
                numbers = numbers && Numbers.isNumberByItself(texts.chars(), start, length);
                lists = lists && NumberLists.json(texts.chars(), start, length) != null;
            }
        }
        if (numbers) {
            for (int row = 0; row < size; row++) {
                int start = texts.start(row);
                property.numbers()[row] = Numbers.real(texts.chars(), start, texts.end(row) - start);
            }
            property.decide(PropertyType.FLOAT);
        } else if (lists) {
            writeAsJson(texts, size);
            property.decide(PropertyType.VECTOR);
        } else {
            property.decide(PropertyType.STRING);
        }
    }

    private static void writeAsJson(TextColumn texts, int size) {
        List<Optional<String>> lists = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            int start = texts.start(row);
            int length = texts.end(row) - start;
            lists.add(
                    length == 0
                            ? Optional.empty()
                            : Optional.ofNullable(NumberLists.json(texts.chars(), start, length)));
        }
        for (int row = 0; row < size; row++) {
            char[] list = lists.get(row).orElse("").toCharArray();
            texts.set(row, list, 0, list.length);
        }
    }
}
