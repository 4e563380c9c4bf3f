package org.collabenv.episodes.source.array;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.source.array.PickledObject.Bytes;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** Turns what a pickle says of arrays, tensors and objects into arrays of numbers, lists and maps. */
final class PickledValues {

    private static final int DEEPEST = 16;
    private static final long MOST_TEXT_BYTES = 1 << 20;

    /** The members of the state of an array: version, shape, type, order, bytes or list. */
    private static final int ARRAY_STATE = 5;

    private final ArrayFile file;

    /** The turned objects by the pickled ones: one that several refer to is turned once. */
    private final IdentityHashMap<Object, Object> known = new IdentityHashMap<>();

    /** The texts that have been turned into bytes, by their place. */
    private final Map<Long, Bytes> decoded = new HashMap<>();

    /** Stands for an object that is being turned, so that one which holds itself is found. */
    private static final Object IN_WORK = new Object();

    private static final Object NOTHING = new Object();

    /** @param file stores the bytes that the pickle holds as text */
    PickledValues(ArrayFile file) {
        this.file = file;
    }

    /**
     * Returns the values of the pickle's outermost object by name; a single value is called by an empty name.
     *
     * @throws IngestException if it is damaged
     * @throws IOException if the disk fails
     */
    Map<String, Object> named(@Nullable Object pickled) throws IOException {
        Object value = plain(pickled, 0);
        Map<String, Object> named = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (entry.getValue() != null) {
                    named.put(String.valueOf(entry.getKey()), entry.getValue());
                }
            }
        } else if (value != null) {
            named.put("", value);
        }
        return named;
    }

    private @Nullable Object plain(@Nullable Object pickled, int depth) throws IOException {
        boolean isComposed = pickled instanceof List<?>
                || pickled instanceof Object[]
                || pickled instanceof Map<?, ?>
                || pickled instanceof PickledObject;
        if (pickled == null || !isComposed) {
            return pickled;
        }
        Object before = known.putIfAbsent(pickled, IN_WORK);
        if (before == IN_WORK || depth > DEEPEST) {
            throw broken("it is nested too deeply, or in itself");
        }
        if (before == null) {
            Object turned = composed(pickled, depth);
            before = turned == null ? NOTHING : turned;
            known.put(pickled, before);
        }
        return before == NOTHING ? null : before;
    }

    private @Nullable Object composed(Object pickled, int depth) throws IOException {
        if (pickled instanceof List<?> list) {
            return all(list, depth);
        } else if (pickled instanceof Object[] tuple) {
            return all(Arrays.asList(tuple), depth);
        } else if (pickled instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                Object key = entry.getKey();
                Object value = plain(entry.getValue(), depth + 1);
                if (key != null && value != null) {
                    plain.put(key, value);
                }
            }
            return plain;
        }
        return object((PickledObject) pickled, depth);
    }

    private List<Object> all(List<?> list, int depth) throws IOException {
        List<Object> plain = new ArrayList<>();
        for (Object element : list) {
            Object value = plain(element, depth + 1);
            plain.add(value == null ? "" : value);
        }
        return plain;
    }

    private @Nullable Object object(PickledObject object, int depth) throws IOException {
        if (object.is("_reconstruct")) {
            return array(object, depth);
        } else if (object.is("_frombuffer")) {
            return buffer(object);
        } else if (object.is("scalar")) {
            return scalar(object);
        } else if (object.is("_rebuild_tensor_v2") || object.is("_rebuild_tensor")) {
            return tensor(object);
        } else if (object.is("_rebuild_parameter") && !object.arguments().isEmpty()) {
            return plain(object.arguments().get(0), depth + 1);
        } else if (object.is("PosixPath") || object.is("PurePosixPath") || object.is("WindowsPath")) {
            return String.valueOf(object.arguments());
        }
        return plain(object.attributes(), depth + 1);
    }

    private Object array(PickledObject object, int depth) throws IOException {
        if (!(object.state() instanceof Object[] state) || state.length < ARRAY_STATE) {
            throw broken("an array has no state");
        }
        Object content = state[4];
        long[] shape = shape(state[1]);
        if (content instanceof List<?> objects) {
            // An array of objects: one object if it has no dimension.
            List<Object> plain = all(objects, depth);
            return shape.length == 0 && plain.size() == 1 ? plain.get(0) : plain;
        }
        return numbers(content, dtype(state[2]), shape, Boolean.TRUE.equals(state[3]));
    }

    /** Returns the array of an out-of-band buffer: its bytes, type, shape, order and perhaps the order of its dimensions. */
    private Object buffer(PickledObject object) throws IOException {
        List<Object> arguments = object.arguments();
        if (arguments.size() < 4) {
            throw broken("an array has no bytes");
        }
        Object order = arguments.get(3);
        if (!List.of("C", "F", "A", "K").contains(order)) {
            throw broken("an array has an order that is not known");
        }
        Object array = numbers(arguments.get(0), dtype(arguments.get(1)), shape(arguments.get(2)), "F".equals(order));
        Object axes = arguments.size() > 4 ? arguments.get(4) : PickledObject.Missing.VALUE;
        if (axes == PickledObject.Missing.VALUE) {
            if ("K".equals(order)) {
                throw broken("an array does not say the order of its dimensions");
            }
            return array;
        }
        if (!(array instanceof NumberArray numbers)) {
            throw broken("an array of texts has an order of its dimensions");
        }
        return new TransposedArray(numbers, axes(axes, numbers.dimensions()));
    }

    private static int[] axes(Object axes, int dimensions) {
        long[] order = shape(axes);
        boolean isPermutation = order.length == dimensions
                && Arrays.stream(order).distinct().count() == dimensions
                && Arrays.stream(order).allMatch(axis -> axis >= 0 && axis < dimensions);
        if (!isPermutation) {
            throw broken("the order of an array's dimensions is none");
        }
        return Arrays.stream(order).mapToInt(axis -> (int) axis).toArray();
    }

    private Object scalar(PickledObject object) throws IOException {
        List<Object> arguments = object.arguments();
        if (arguments.size() < 2) {
            throw broken("a number has no bytes");
        }
        Object number = numbers(arguments.get(1), dtype(arguments.get(0)), new long[0], false);
        return number instanceof NumberArray one ? (Object) one.number(new long[0]) : number;
    }

    private Object numbers(@Nullable Object content, NumpyHeader.Field type, long[] shape, boolean firstIsFastest)
            throws IOException {
        ElementType element = type.type();
        if (element == null) {
            return texts(bytes(content), type, shape);
        }
        if (content instanceof PickledObject encoded
                && encoded.is("encode")
                && !encoded.arguments().isEmpty()
                && encoded.arguments().get(0) instanceof PickleReader.LongText text) {
            return new LazyArray(shape, element, () -> array(decoded(text), type, element, shape, firstIsFastest));
        }
        return array(bytes(content), type, element, shape, firstIsFastest);
    }

    private static NumberArray array(
            Bytes bytes, NumpyHeader.Field type, ElementType element, long[] shape, boolean firstIsFastest) {
        return RegionArray.of(
                bytes.file(),
                type.order(),
                bytes.start(),
                element,
                shape,
                RegionArray.strides(shape, element.size(), firstIsFastest));
    }

    /** Returns the texts of an array of few texts; a text if it has no dimension. */
    private static Object texts(Bytes bytes, NumpyHeader.Field type, long[] shape) {
        long count = shape.length == 0 ? 1 : shape[0];
        if (type.content() != NumpyHeader.Content.TEXT
                || shape.length > 1
                || count * type.size() > Math.min(bytes.length(), MOST_TEXT_BYTES)) {
            return ArrayFile.LEFT_OUT;
        }
        List<Object> texts = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            texts.add(NumpyHeader.text(bytes.file().copy(bytes.start() + i * type.size(), type.size()), type));
        }
        return shape.length == 0 ? texts.get(0) : texts;
    }

    private static NumpyHeader.Field dtype(@Nullable Object dtype) {
        if (!(dtype instanceof PickledObject object) || object.arguments().isEmpty()) {
            throw broken("an array has no type");
        }
        String notation = String.valueOf(object.arguments().get(0));
        boolean isBig = object.state() instanceof Object[] state && state.length > 1 && ">".equals(state[1]);
        return NumpyHeader.field("", (isBig ? ">" : "<") + notation.replaceAll("^[<>|=]", ""), 0);
    }

    private static long[] shape(@Nullable Object shape) {
        if (!(shape instanceof Object[] lengths)) {
            throw broken("an array has no shape");
        }
        long[] numbers = new long[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            if (!(lengths[i] instanceof Number length)) {
                throw broken("the shape of an array is none");
            }
            numbers[i] = length.longValue();
        }
        return numbers;
    }

    /** Returns the bytes of an array; the second protocol writes them as text in which each character is a byte. */
    private Bytes bytes(@Nullable Object content) throws IOException {
        if (content instanceof Bytes bytes) {
            return bytes;
        } else if (content instanceof byte[] few) {
            return Bytes.of(few);
        } else if (content instanceof String text) {
            return Bytes.of(text.getBytes(StandardCharsets.ISO_8859_1));
        } else if (content instanceof PickledObject object
                && object.is("encode")
                && !object.arguments().isEmpty()) {
            Object text = object.arguments().get(0);
            return text instanceof PickleReader.LongText inFile ? decoded(inFile) : bytes(text);
        }
        throw broken("an array has no bytes");
    }

    /** Turns a long text into bytes, once. */
    private Bytes decoded(PickleReader.LongText text) {
        Bytes before = decoded.get(text.start());
        if (before == null) {
            try {
                before = decode(text);
            } catch (IOException e) {
                throw broken("a text of it cannot be turned into bytes");
            }
            decoded.put(text.start(), before);
        }
        return before;
    }

    private Bytes decode(PickleReader.LongText text) throws IOException {
        InputStream utf8 = new PickleInput(text.file(), text.start(), text.start() + text.length());
        MappedBytes stored = file.store(new InputStream() {
            @Override
            public int read() throws IOException {
                int first = utf8.read();
                // A character up to 0xff is one byte, or two that begin with 0xc2 or 0xc3.
                return first < 0x80 ? first : (first & 0x03) << 6 | (utf8.read() & 0x3f);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = 0;
                int next = length == 0 ? -1 : read();
                while (next != -1) {
                    buffer[offset + count++] = (byte) next;
                    next = count < length ? read() : -1;
                }
                return count == 0 && length > 0 ? -1 : count;
            }
        });
        return new Bytes(stored, 0, stored.size());
    }

    /** Returns the numbers of a tensor: a view of a storage, which is a file of its own in the archive. */
    private @Nullable Object tensor(PickledObject object) throws IOException {
        List<Object> arguments = object.arguments();
        if (arguments.size() < 4
                || !(arguments.get(0) instanceof PickleReader.PersistentId id)
                || !(id.id() instanceof Object[] storage)
                || storage.length < 3
                || !(storage[1] instanceof PickledObject type)
                || !(arguments.get(1) instanceof Number offset)) {
            return null; // a tensor within another pickle, such as the weights of a rollout
        }
        ElementType element = element(type);
        long[] shape = shape(arguments.get(2));
        long[] strides = shape(arguments.get(3));
        if (strides.length != shape.length) {
            throw broken("a tensor has not as many strides as dimensions");
        }
        for (int i = 0; i < strides.length; i++) {
            strides[i] = Math.multiplyExact(strides[i], element.size());
        }
        MappedBytes stored = file.member("data/" + storage[2]);
        long start = Math.multiplyExact(offset.longValue(), element.size());
        return RegionArray.of(stored, ByteOrder.LITTLE_ENDIAN, start, element, shape, strides);
    }

    private static ElementType element(PickledObject storage) {
        for (Map.Entry<String, ElementType> type : STORAGES.entrySet()) {
            if (storage.is(type.getKey())) {
                return type.getValue();
            }
        }
        throw new IngestException(Problem.UNSUPPORTED_FORMAT, "A tensor has numbers of a type that is not read");
    }

    private static final Map<String, ElementType> STORAGES = Map.of(
            "FloatStorage", ElementType.FLOAT32,
            "DoubleStorage", ElementType.FLOAT64,
            "HalfStorage", ElementType.FLOAT16,
            "LongStorage", ElementType.INT64,
            "IntStorage", ElementType.INT32,
            "ShortStorage", ElementType.INT16,
            "CharStorage", ElementType.INT8,
            "ByteStorage", ElementType.UINT8,
            "BoolStorage", ElementType.UINT8);

    private static IngestException broken(String reason) {
        return new IngestException(Problem.BROKEN_FILE, "The pickle is damaged: " + reason);
    }
}
