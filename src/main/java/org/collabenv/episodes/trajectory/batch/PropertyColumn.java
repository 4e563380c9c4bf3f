package org.collabenv.episodes.trajectory.batch;

import org.collabenv.episodes.trajectory.PropertyType;
import org.jspecify.annotations.Nullable;

/**
 * The values of one extended property in a batch.
 *
 * <p>The same column object serves every batch of a load. A property without a definition starts without a type: its
 * values are kept in {@link #texts()} until {@link #decide} is called for the first batch that has any. A column that
 * never gets a value never gets a type, and produces neither rows nor a definition.
 */
public final class PropertyColumn {

    private final String propertyId;
    private @Nullable PropertyType type;
    private final @Nullable String unit;
    private boolean hasValues;
    private final double[] numbers;
    private final TextColumn texts;

    /**
     * @param propertyId the property's id in the table {@code property_definitions}
     * @param type the type that its definition gives; null if it has no definition yet
     * @param unit the unit of its values, for a definition that has to be created; null if it is unknown
     * @param capacity rows in a batch
     */
    public PropertyColumn(String propertyId, @Nullable PropertyType type, @Nullable String unit, int capacity) {
        this.propertyId = propertyId;
        this.type = type;
        this.unit = unit;
        this.numbers = new double[capacity];
        this.texts = new TextColumn(capacity);
    }

    public String propertyId() {
        return propertyId;
    }

    public @Nullable String unit() {
        return unit;
    }

    /** Notes that the load has a value of the property. */
    public void noteValues() {
        hasValues = true;
    }

    /** Returns whether the load has had a value of the property so far; the property is defined only if it has. */
    public boolean hasValues() {
        return hasValues;
    }

    /** Returns the type; null until a value has been seen that decides it. */
    public @Nullable PropertyType type() {
        return type;
    }

    /** Sets the type of the column, which is possible only once. */
    public void decide(PropertyType decided) {
        if (type != null) {
            throw new IllegalStateException("The property " + propertyId + " is " + type + " already");
        }
        type = decided;
    }

    /** Returns the numbers of a {@link PropertyType#FLOAT} column, one per row; NaN is a missing value. */
    public double[] numbers() {
        return numbers;
    }

    /** Returns the strings of any other column. */
    public TextColumn texts() {
        return texts;
    }

    /** Returns whether a row has no value in this column. */
    public boolean isMissing(int row) {
        return type == PropertyType.FLOAT ? Double.isNaN(numbers[row]) : texts.isMissing(row);
    }
}
