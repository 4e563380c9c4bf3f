package org.collabenv.episodes.source.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.Warning;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;

/** Finds properties of numbers that have one and the same value in all rows. */
final class ConstantProperties {

    private static final Pattern COORDINATE = Pattern.compile(".+_[xyz]");

    private final Map<PropertyColumn, Values> properties = new HashMap<>();

    /** The values of a property so far. */
    private static final class Values {
        private double value = Double.NaN;
        private long count;
        private boolean isConstant = true;

        void add(double[] numbers, int size) {
            for (int row = 0; row < size; row++) {
                double number = numbers[row];
                if (Double.isNaN(number)) {
                    continue;
                }
                if (count == 0) {
                    value = number;
                } else if (number != value) {
                    isConstant = false;
                    return;
                }
                count++;
            }
        }
    }

    void add(RecordBatch batch) {
        for (PropertyColumn property : batch.properties()) {
            if (property.type() == PropertyType.FLOAT) {
                Values values = properties.computeIfAbsent(property, isNew -> new Values());
                if (values.isConstant) {
                    values.add(property.numbers(), batch.size());
                }
            }
        }
    }

    /** Returns whether a property is a coordinate of points of which another one varies: they lie in a plane. */
    private static boolean isOfAPlane(String property, Set<String> varying) {
        String stem = stem(property);
        return !stem.isEmpty() && varying.contains(stem);
    }

    /** Returns the name of a coordinate without its axis; empty if it is no coordinate. */
    private static String stem(String property) {
        return COORDINATE.matcher(property).matches() ? property.substring(0, property.length() - 1) : "";
    }

    Optional<Warning> warning(int fewestValues) {
        List<String> constant = new ArrayList<>();
        Set<String> varying = properties.entrySet().stream()
                .filter(property -> !property.getValue().isConstant)
                .map(property -> stem(property.getKey().propertyId()))
                .collect(Collectors.toSet());
        properties.forEach((property, values) -> {
            if (values.isConstant && values.count >= fewestValues && !isOfAPlane(property.propertyId(), varying)) {
                constant.add("%s = %s".formatted(property.propertyId(), values.value));
            }
        });
        constant.sort(null);
        return constant.isEmpty()
                ? Optional.empty()
                : Optional.of(new Warning(
                        Warning.Code.CONSTANT_PROPERTY,
                        constant.size(),
                        constant.get(0),
                        "All values of a property are the same (%s): is it measured? An empty target drops a column, as in mapping=%s="
                                .formatted(
                                        String.join(", ", constant.subList(0, Math.min(5, constant.size()))),
                                        constant.get(0).split(" = ", -1)[0])));
    }
}
