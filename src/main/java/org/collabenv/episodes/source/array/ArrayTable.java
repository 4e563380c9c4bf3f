package org.collabenv.episodes.source.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.FileColumn.Kind;

/**
 * The table with a row per animal and frame for which arrays stand.
 *
 * @param frames the number of frames
 * @param animals the number of animals
 */
record ArrayTable(List<Column> columns, long frames, int animals) {

    /** The names of the table's own columns; they are known names. */
    static final String FRAME = "frame";

    static final String INDIVIDUAL = "individual";

    /** The names of coordinates, in the order in which arrays have them. */
    static final List<String> COORDINATES = List.of("x", "y", "z");

    /** A column and where its cells come from. */
    record Column(FileColumn file, Cells cells) {}

    /** The cells of a column. */
    interface Cells {

        /** Returns a cell as a number; NaN if there is none. */
        double number(long frame, int animal);

        /** Returns a cell with all of its digits; empty if there is none. */
        String text(long frame, int animal);

        /** Returns the place of a cell in the file, such as {@code tracks[0, 1, 3, 25]}. */
        String place(long frame, int animal);
    }

    /** Sets the index of the element that is the cell of a frame and an animal. */
    interface Index {
        void set(long[] index, long frame, int animal);
    }

    /** Builds a table. */
    static final class Builder {

        private final List<Column> columns = new ArrayList<>();

        Builder add(FileColumn file, Cells cells) {
            columns.add(new Column(file, cells));
            return this;
        }

        /** Adds the number of each frame, counted from 0. */
        Builder frames() {
            return add(new FileColumn(FRAME, Kind.UNDECLARED), new FrameNumbers());
        }

        /** Adds the animals. */
        Builder individuals(List<String> labels) {
            return texts(INDIVIDUAL, labels);
        }

        /** Adds a text for each animal. */
        Builder texts(String column, List<String> ofAnimals) {
            return add(new FileColumn(column, Kind.UNDECLARED), new Texts(column, ofAnimals));
        }

        /** Adds the elements of an array. */
        Builder elements(FileColumn file, String name, NumberArray array, Index index) {
            return add(file, new Elements(name, array, index));
        }

        /** Adds a column of the name for the elements of an array. */
        Builder elements(String column, String name, NumberArray array, Index index) {
            return elements(new FileColumn(column, array.kind()), name, array, index);
        }

        /** Adds the coordinates of an array of positions by frame, animal and coordinate. */
        Builder positions(String name, NumberArray positions) {
            for (int coordinate = 0; coordinate < positions.length(2); coordinate++) {
                int at = coordinate;
                elements(COORDINATES.get(coordinate), name, positions, (index, frame, animal) -> {
                    index[0] = frame;
                    index[1] = animal;
                    index[2] = at;
                });
            }
            return this;
        }

        /** Adds, as columns that are ignored, the values of a file that are in no other column. */
        Builder leftOut(Map<String, Object> values, Set<String> used) {
            return leftOut(values.keySet().stream()
                    .filter(name -> !used.contains(name))
                    .sorted()
                    .toList());
        }

        /** Adds columns that are ignored. */
        Builder leftOut(List<String> names) {
            names.forEach(name -> add(new FileColumn(name, Kind.LEFT_OUT), new Texts(name, List.of())));
            return this;
        }

        ArrayTable build(long frames, int animals) {
            return new ArrayTable(List.copyOf(columns), frames, animals);
        }
    }

    private static final class FrameNumbers implements Cells {
        @Override
        public double number(long frame, int animal) {
            return frame;
        }

        @Override
        public String text(long frame, int animal) {
            return String.valueOf(frame);
        }

        @Override
        public String place(long frame, int animal) {
            return FRAME;
        }
    }

    private record Texts(String column, List<String> ofAnimals) implements Cells {
        @Override
        public double number(long frame, int animal) {
            return Double.NaN;
        }

        @Override
        public String text(long frame, int animal) {
            return animal < ofAnimals.size() ? ofAnimals.get(animal) : "";
        }

        @Override
        public String place(long frame, int animal) {
            return "%s[%d]".formatted(column, animal);
        }
    }

    private static final class Elements implements Cells {

        private final String name;
        private final NumberArray array;
        private final Index setting;
        private final long[] index;

        Elements(String name, NumberArray array, Index setting) {
            this.name = name;
            this.array = array;
            this.setting = setting;
            this.index = new long[array.dimensions()];
        }

        @Override
        public double number(long frame, int animal) {
            setting.set(index, frame, animal);
            return array.number(index);
        }

        @Override
        public String text(long frame, int animal) {
            setting.set(index, frame, animal);
            return array.text(index);
        }

        @Override
        public String place(long frame, int animal) {
            setting.set(index, frame, animal);
            return name + Arrays.toString(index);
        }
    }
}
