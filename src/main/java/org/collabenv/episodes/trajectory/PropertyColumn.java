package org.collabenv.episodes.trajectory;

import org.jspecify.annotations.Nullable;

/**
 * The values of one extended property in a batch.
 *
 * <p>The same column object serves every batch of a load. A property that no definition knows starts without a type:
 * its values wait in {@link #texts()} until a batch holds the first of them and {@link #decide} is called; a column
 * that never sees a value never gets a type, makes no rows and no definition.
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
     * @param type the type that its definition gives, or null where there is none yet
     * @param unit what its values are measured in, for a definition that has to be made; null if that is not known
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

    /** Whether the load has a value of the property so far: only then is it defined. */
    public boolean hasValues() {
        return hasValues;
    }

    /** The type, or null while no value has been seen that could decide it. */
    public @Nullable PropertyType type() {
        return type;
    }

    /** Gives the column its type, once. */
    public void decide(PropertyType decided) {
        if (type != null) {
            throw new IllegalStateException("The property " + propertyId + " is " + type + " already");
        }
        type = decided;
    }

    /** The numbers of a {@link PropertyType#FLOAT} column, one per row; NaN is a missing value. */
    public double[] numbers() {
        return numbers;
    }

    /** The texts of any other column. */
    public TextColumn texts() {
        return texts;
    }

    /** Whether a row has no value here. */
    public boolean isMissing(int row) {
        return type == PropertyType.FLOAT ? Double.isNaN(numbers[row]) : texts.isMissing(row);
    }
}
