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
    private static final Pattern FIELD = Pattern.compile(
            "\\(\\s*(?:'([^']{0,200})'|\"([^\"]{0,200})\"),\\s*'([^']{0,100})'\\s*(?:,\\s*\\(([0-9,\\s]{0,100})\\)\\s*)?\\)");
    private static final Pattern BETWEEN_FIELDS = Pattern.compile("[\\[\\],\\s]*");
    private static final Pattern TYPE = Pattern.compile("([<>|=])?([?bBiufUSOVcmM])(\\d{0,9})(?:\\[[^\\]]{0,20}\\])?");
    private static final int BYTES_PER_CHARACTER = 4;
    private static final int MOST_TEXTS = 1 << 16;
    private static final int LONGEST_ELEMENT = 1 << 20;
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

    /** The kinds of what a field holds. */
    enum Content {
        NUMBER,
        TEXT,
        /** An object of Python, which only a pickle holds. */
        OBJECT,
        /** Anything that is not read, such as complex numbers, dates and padding. */
        OTHER
    }

    /**
     * A field of an element.
     *
     * @param type the type of its numbers; null if it holds none
     * @param offset its first byte within the element
     * @param size its bytes
     * @param isWide whether a text has four bytes per character
     */
    record Field(
            String name,
            Content content,
            @Nullable ElementType type,
            ByteOrder order,
            int offset,
            int size,
            boolean isWide) {

        private Field repeated(String counts) {
            long bytes = size;
            for (long count : lengths(counts)) {
                bytes = Math.min(bytes * count, Integer.MAX_VALUE);
            }
            return new Field(name, Content.OTHER, null, order, offset, (int) bytes, false);
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
        long size = 0;
        if (description.group(1).startsWith("'")) {
            fields.add(field("", description.group(1).replace("'", ""), 0));
            size = fields.get(0).size();
        } else {
            Matcher field = FIELD.matcher(description.group(1));
            int read = 0;
            while (field.find()) {
                requireSeparator(description.group(1).substring(read, field.start()));
                read = field.end();
                String name = field.group(1) == null ? field.group(2) : field.group(1);
                Field one = field(name, field.group(3), (int) size);
                Field added = field.group(4) == null ? one : one.repeated(field.group(4));
                fields.add(added);
                size += added.size();
                if (size > LONGEST_ELEMENT) {
                    throw broken("an element of it has more than %d bytes".formatted(LONGEST_ELEMENT));
                }
            }
            requireSeparator(description.group(1).substring(read));
        }
        if (fields.isEmpty()) {
            throw broken("its header names no field");
        }
        return new NumpyHeader(
                List.copyOf(fields), (int) size, FORTRAN.matcher(header).find(), lengths(shape.group(1)), start);
    }

    private static void requireSeparator(String between) {
        if (!BETWEEN_FIELDS.matcher(between).matches()) {
            throw broken("its header describes a field in a way that is not known: " + between.strip());
        }
    }

    /** Returns the field with a type in NumPy's notation, such as {@code <f8}. */
    static Field field(String name, String notation, int offset) {
        Matcher type = TYPE.matcher(notation);
        if (!type.matches()) {
            return new Field(name, Content.OTHER, null, ByteOrder.LITTLE_ENDIAN, offset, 1, false);
        }
        ByteOrder order = ">".equals(type.group(1)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int size = type.group(3).isEmpty() ? 1 : Integer.parseInt(type.group(3));
        ElementType element =
                switch (type.group(2)) {
                    case "?", "B", "b" -> ElementType.UINT8;
                    case "i" -> ElementType.ofInteger(size, true);
                    case "u" -> ElementType.ofInteger(size, false);
                    case "f" -> ElementType.ofFloat(size);
                    default -> null;
                };
        if (element != null) {
            return new Field(name, Content.NUMBER, element, order, offset, element.size(), false);
        }
        return switch (type.group(2)) {
            case "U" ->
                new Field(
                        name,
                        Content.TEXT,
                        null,
                        order,
                        offset,
                        (int) Math.min((long) size * BYTES_PER_CHARACTER, Integer.MAX_VALUE),
                        true);
            case "S" -> new Field(name, Content.TEXT, null, order, offset, size, false);
            case "O" -> new Field(name, Content.OBJECT, null, order, offset, Long.BYTES, false);
            default -> new Field(name, Content.OTHER, null, order, offset, size, false);
        };
    }

    private static long[] lengths(String text) {
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
        if (field.content() != Content.TEXT || shape.length != 1 || shape[0] > MOST_TEXTS) {
            return null;
        }
        if (field.size() > LONGEST || start + shape[0] * elementSize > bytes.size()) {
            throw broken("it is larger than what the file holds of it");
        }
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < shape[0]; i++) {
            byte[] text = bytes.copy(start + i * elementSize + field.offset(), field.size());
            texts.add(text(text, field));
        }
        return texts;
    }

    /** Returns a text without the zeros that fill it up. */
    static String text(byte[] bytes, Field field) {
        Charset wide = field.order() == ByteOrder.BIG_ENDIAN ? UTF_32BE : UTF_32LE;
        return new String(bytes, field.isWide() ? wide : StandardCharsets.UTF_8).replace("\0", "");
    }

    /** Returns whether any field is an object, so that the whole array is a pickle. */
    boolean hasObjects() {
        return fields.stream().anyMatch(field -> field.content() == Content.OBJECT);
    }

    private static IngestException broken(String reason) {
        return new IngestException(
                Problem.BROKEN_FILE, "The array of NumPy is damaged or cut off: %s".formatted(reason));
    }
}
