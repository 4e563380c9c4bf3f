package org.collabenv.episodes.source.array;

import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The header of an array in NumPy's format (NEP 1): what its elements are, and how many there are.
 *
 * @param fields the fields of an element, one without a name if it is a number
 * @param start the place of the first element
 */
record NumpyHeader(List<Field> fields, int elementSize, boolean firstDimensionIsFastest, long[] shape, long start) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;
    private static final int MOST_DIMENSIONS = 32;
    private static final Pattern DESCRIPTION = Pattern.compile("'descr':\\s*('[^']{0,100}'|\\[[^\\[\\]]*\\])\\s*,");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order':\\s*True");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9,\\sL]{0,1000})\\)");
    private static final Pattern FIELD = Pattern.compile("\\('([^']{0,200})',\\s*'([^']{0,100})'\\)");
    private static final Pattern TYPE = Pattern.compile("([<>|=])?([?bBiufUSO])(\\d{0,9})");
    private static final int BYTES_PER_CHARACTER = 4;
    private static final int MOST_TEXTS = 1 << 16;
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

    /**
     * A field of an element.
     *
     * @param type the type of its numbers; null if it is a text or an object
     * @param offset its first byte within the element
     * @param size its bytes
     * @param isWide whether a text has four bytes per character
     * @param isObject whether it is an object of Python, which only a pickle holds
     */
    record Field(
            String name,
            @Nullable ElementType type,
            ByteOrder order,
            int offset,
            int size,
            boolean isWide,
            boolean isObject) {

        private static Field ofNumbers(
                String name, @Nullable ElementType type, String notation, ByteOrder order, int offset) {
            if (type == null) {
                throw unread(notation);
            }
            return new Field(name, type, order, offset, type.size(), false, false);
        }
    }

    /**
     * Reads the header of an array.
     *
     * @param start the place at which the header begins
     * @throws IngestException if there is no header, or the elements are of a type that is not read
     */
    static NumpyHeader read(MappedBytes bytes, long start) {
        int fixed = MAGIC.length + 2;
        if (start + fixed + 4 > bytes.size()) {
            throw broken("its header is cut off");
        }
        byte[] first = bytes.copy(start, fixed + 4);
        for (int i = 0; i < MAGIC.length; i++) {
            if (first[i] != MAGIC[i]) {
                throw broken("it does not begin like an array of NumPy");
            }
        }
        boolean isLong = first[MAGIC.length] > 1;
        long length = (first[fixed] & 0xff) | (first[fixed + 1] & 0xff) << 8;
        if (isLong) {
            length |= (first[fixed + 2] & 0xffL) << 16 | (first[fixed + 3] & 0xffL) << 24;
        }
        long text = start + fixed + (isLong ? 4 : 2);
        if (length > LONGEST || text + length > bytes.size()) {
            throw broken("its header is cut off, or longer than %d bytes".formatted(LONGEST));
        }
        return parse(new String(bytes.copy(text, (int) length), StandardCharsets.ISO_8859_1), text + length);
    }

    private static NumpyHeader parse(String header, long start) {
        Matcher description = DESCRIPTION.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!description.find() || !shape.find()) {
            throw broken("its header does not say type and shape in the usual way");
        }
        List<Field> fields = new ArrayList<>();
        int size = 0;
        if (description.group(1).startsWith("'")) {
            fields.add(field("", description.group(1).replace("'", ""), 0));
            size = fields.get(0).size();
        } else {
            Matcher field = FIELD.matcher(description.group(1));
            while (field.find()) {
                Field added = field(field.group(1), field.group(2), size);
                fields.add(added);
                size += added.size();
            }
        }
        if (fields.isEmpty()) {
            throw broken("its header names no field");
        }
        return new NumpyHeader(
                List.copyOf(fields), size, FORTRAN.matcher(header).find(), shape(shape.group(1)), start);
    }

    /** Returns the field with a type in NumPy's notation, such as {@code <f8}. */
    static Field field(String name, String notation, int offset) {
        Matcher type = TYPE.matcher(notation);
        if (!type.matches()) {
            throw unread(notation);
        }
        ByteOrder order = ">".equals(type.group(1)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int size = type.group(3).isEmpty() ? 1 : Integer.parseInt(type.group(3));
        return switch (type.group(2)) {
            case "?", "B", "b" -> Field.ofNumbers(name, ElementType.UINT8, notation, order, offset);
            case "i" -> Field.ofNumbers(name, ElementType.ofInteger(size, true), notation, order, offset);
            case "u" -> Field.ofNumbers(name, ElementType.ofInteger(size, false), notation, order, offset);
            case "f" -> Field.ofNumbers(name, ElementType.ofFloat(size), notation, order, offset);
            case "U" ->
                new Field(name, null, order, offset, Math.multiplyExact(size, BYTES_PER_CHARACTER), true, false);
            case "S" -> new Field(name, null, order, offset, size, false, false);
            default -> new Field(name, null, order, offset, Long.BYTES, false, true);
        };
    }

    private static long[] shape(String text) {
        List<Long> shape = new ArrayList<>();
        for (String length : text.replace("L", "").split(",", -1)) {
            if (!length.isBlank()) {
                try {
                    shape.add(Long.parseLong(length.strip()));
                } catch (NumberFormatException e) {
                    throw broken("its shape (%s) is none".formatted(text));
                }
            }
        }
        if (shape.size() > MOST_DIMENSIONS) {
            throw broken("it has %d dimensions".formatted(shape.size()));
        }
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    /** Returns the numbers of a field; null if it holds no numbers. */
    @Nullable
    NumberArray numbers(MappedBytes bytes, Field field) {
        ElementType type = field.type();
        return type == null
                ? null
                : RegionArray.of(
                        bytes,
                        field.order(),
                        start + field.offset(),
                        type,
                        shape,
                        RegionArray.strides(shape, elementSize, firstDimensionIsFastest));
    }

    /** Returns the texts of a field in an array of few elements and one dimension; null if it holds none. */
    @Nullable
    List<String> texts(MappedBytes bytes, Field field) {
        if (field.type() != null || field.isObject() || shape.length != 1 || shape[0] > MOST_TEXTS) {
            return null;
        }
        if (start + shape[0] * elementSize > bytes.size() || field.size() > LONGEST) {
            throw broken("it is larger than what the file holds of it");
        }
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < shape[0]; i++) {
            byte[] text = bytes.copy(start + i * elementSize + field.offset(), field.size());
            texts.add(new String(text, field.isWide() ? UTF_32LE : StandardCharsets.UTF_8).replace("\0", ""));
        }
        return texts;
    }

    private static IngestException unread(String notation) {
        return new IngestException(
                Problem.UNSUPPORTED_FORMAT,
                "An array of NumPy has elements of the type '%s'; numbers up to 64 bits are read".formatted(notation));
    }

    private static IngestException broken(String reason) {
        return new IngestException(
                Problem.BROKEN_FILE, "The array of NumPy is damaged or cut off: %s".formatted(reason));
    }
}
