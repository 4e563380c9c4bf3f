package org.collabenv.episodes.source.array;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** The members of the state of an array: version, shape, type, order, bytes or list. */
    private static final int ARRAY_STATE = 5;

    private final ArrayFile file;

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
        if (depth > DEEPEST) {
            throw broken("it is nested too deeply");
        }
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
        } else if (pickled instanceof PickledObject object) {
            return object(object, depth);
        }
        return pickled;
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
        return numbers(bytes(content), dtype(state[2]), shape, Boolean.TRUE.equals(state[3]));
    }

    private Object buffer(PickledObject object) throws IOException {
        List<Object> arguments = object.arguments();
        if (arguments.size() < 4) {
            throw broken("an array has no bytes");
        }
        return numbers(
                bytes(arguments.get(0)),
                dtype(arguments.get(1)),
                shape(arguments.get(2)),
                "F".equals(arguments.get(3)));
    }

    private Object scalar(PickledObject object) throws IOException {
        List<Object> arguments = object.arguments();
        if (arguments.size() < 2) {
            throw broken("a number has no bytes");
        }
        Object number = numbers(bytes(arguments.get(1)), dtype(arguments.get(0)), new long[0], false);
        return number instanceof NumberArray one ? (Object) one.number(new long[0]) : number;
    }

    private static Object numbers(Bytes bytes, NumpyHeader.Field type, long[] shape, boolean firstIsFastest) {
        ElementType element = type.type();
        if (element == null) {
            return bytes.text();
        }
        return RegionArray.of(
                bytes.file(),
                type.order(),
                bytes.start(),
                element,
                shape,
                RegionArray.strides(shape, element.size(), firstIsFastest));
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
            if (text instanceof PickleReader.LongText inFile) {
                return decoded(inFile);
            }
            return bytes(text);
        }
        throw broken("an array has no bytes");
    }

    private Bytes decoded(PickleReader.LongText text) throws IOException {
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
