package org.collabenv.episodes.source.array;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pickle as data: classes are names, and only known ones are accepted ({@link PickledObject}). Long bytes stay in the
 * file. The number of its operations is limited, since each may make an object.
 */
final class PickleReader extends Unpickler {

    private static final int MOST_OPERATIONS = 1 << 20;
    private static final int LONGEST_LINE = 1 << 13;

    /** Shorter texts and bytes are copied, longer ones stay in the file. */
    private static final int SHORT = 1 << 10;

    /** The bytes of all texts and bytes that are copied. */
    private static final long MOST_COPIED = 16L << 20;

    private final MappedBytes bytes;
    private final PickleInput pickle;
    private int operations;
    private long copied;

    private PickleReader(MappedBytes bytes, long from, long end) {
        this.bytes = bytes;
        this.pickle = new PickleInput(bytes, from, end);
    }

    /** A text that is too long to be kept, as which the second protocol writes the bytes of an array. */
    record LongText(MappedBytes file, long start, long length) {}

    /**
     * Reads a pickle.
     *
     * @return strings, numbers, lists, {@code Object[]} for tuples, maps, {@link PickledObject}, {@link PickledObject.Bytes}
     *     or {@link LongText}; null for none
     * @throws IngestException if it is damaged, or holds anything but data
     */
    static @Nullable Object read(MappedBytes bytes, long from, long end) {
        try {
            PickleReader reader = new PickleReader(bytes, from, end);
            return reader.load(reader.pickle);
        } catch (IngestException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new IngestException(
                    Problem.BROKEN_FILE, "The pickle is damaged or cut off: it cannot be read to its end", e);
        }
    }

    @Override
    protected Object dispatch(short opcode) throws IOException {
        operations++;
        if (operations > MOST_OPERATIONS) {
            throw new IngestException(
                    Problem.TOO_LARGE,
                    "The pickle holds more than %d objects; save its arrays with numpy.savez or as a table"
                            .formatted(MOST_OPERATIONS));
        }
        switch (opcode) {
            case Opcodes.BINBYTES -> pushBytes(pickle.number(Integer.BYTES));
            case Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> pushBytes(pickle.number(Long.BYTES));
            case Opcodes.SHORT_BINBYTES -> pushBytes(pickle.number(1));
            case Opcodes.BINSTRING -> pushText(pickle.number(Integer.BYTES), StandardCharsets.ISO_8859_1);
            case Opcodes.SHORT_BINSTRING -> pushText(pickle.number(1), StandardCharsets.ISO_8859_1);
            case Opcodes.SHORT_BINUNICODE -> pushText(pickle.number(1), StandardCharsets.UTF_8);
            case Opcodes.BINUNICODE -> pushText(pickle.number(Integer.BYTES), StandardCharsets.UTF_8);
            case Opcodes.BINUNICODE8 -> pushText(pickle.number(Long.BYTES), StandardCharsets.UTF_8);
            // No number of a track needs more than the 255 bytes of LONG1.
            case Opcodes.LONG4 -> throw damaged();
            case Opcodes.GLOBAL -> {
                String module = line();
                stack.add(new PickledObject(module, line()));
            }
            case Opcodes.STACK_GLOBAL -> {
                String name = String.valueOf(stack.pop());
                stack.add(new PickledObject(String.valueOf(stack.pop()), name));
            }
            case Opcodes.REDUCE, Opcodes.NEWOBJ -> call();
            case Opcodes.BUILD -> build();
            case Opcodes.BINPERSID -> stack.add(new PersistentId(stack.pop()));
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                put(List.of(new Entry(stack.pop(), value)));
            }
            case Opcodes.SETITEMS -> put(entries(stack.pop_all_since_marker()));
            case Opcodes.DICT -> {
                List<Entry> entries = entries(stack.pop_all_since_marker());
                stack.add(new HashMap<>());
                put(entries);
            }
            case Opcodes.INST,
                    Opcodes.OBJ,
                    Opcodes.NEWOBJ_EX,
                    Opcodes.PERSID,
                    Opcodes.EMPTY_SET,
                    Opcodes.ADDITEMS,
                    Opcodes.FROZENSET,
                    Opcodes.NEXT_BUFFER,
                    Opcodes.READONLY_BUFFER ->
                throw new IngestException(
                        Problem.UNSUPPORTED_FORMAT,
                        "The pickle holds something that is not data: an object of a class, a set or a buffer beside the file. Save the positions with numpy.savez or as a table");
            case Opcodes.INT,
                    Opcodes.LONG,
                    Opcodes.FLOAT,
                    Opcodes.STRING,
                    Opcodes.UNICODE,
                    Opcodes.GET,
                    Opcodes.PUT -> {
                int length = pickle.lineLength(LONGEST_LINE);
                requireWithin(length, LONGEST_LINE);
                copy(length);
                return super.dispatch(opcode);
            }
            default -> {
                return super.dispatch(opcode);
            }
        }
        return NO_RETURN_VALUE;
    }

    /** The name that a program gives to something beside the pickle, such as the numbers of a tensor. */
    record PersistentId(@Nullable Object id) {}

    private record Entry(@Nullable Object key, @Nullable Object value) {}

    private static List<Entry> entries(List<Object> keysAndValues) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i + 1 < keysAndValues.size(); i += 2) {
            entries.add(new Entry(keysAndValues.get(i), keysAndValues.get(i + 1)));
        }
        return entries;
    }

    /** Puts entries into the map on the stack. Only keys that cost no time are: a long list as a key would be hashed each time. */
    @SuppressWarnings("unchecked")
    private void put(List<Entry> entries) {
        Object map = stack.peek();
        boolean isMap = map instanceof Map<?, ?>;
        for (Entry entry : entries) {
            boolean isSimple = entry.key() instanceof String
                    || entry.key() instanceof Number
                    || entry.key() instanceof Boolean
                    || entry.key() instanceof Object[]
                    || entry.key() == null;
            if (!isSimple) {
                throw damaged();
            }
            if (isMap) {
                ((Map<Object, Object>) map).put(entry.key(), entry.value());
            }
        }
    }

    private void call() {
        Object arguments = stack.pop();
        if (!(stack.pop() instanceof PickledObject function) || !(arguments instanceof Object[] given)) {
            throw damaged();
        }
        if (function.is("OrderedDict")) {
            stack.add(new HashMap<>());
        } else {
            stack.add(function.called(Arrays.asList(given)));
        }
    }

    private void build() {
        Object state = stack.pop();
        if (stack.peek() instanceof PickledObject object) {
            object.build(state);
        } else if (!(stack.peek() instanceof Map<?, ?>)) {
            throw damaged();
        }
    }

    private void pushBytes(long length) {
        requireWithin(length, pickle.left());
        if (length <= SHORT) {
            copy(length);
            stack.add(pickle.readAll((int) length));
        } else {
            stack.add(new PickledObject.Bytes(bytes, pickle.at(), length));
            pickle.skip(length);
        }
    }

    private void pushText(long length, Charset encoding) {
        requireWithin(length, pickle.left());
        if (length <= SHORT) {
            copy(length);
            stack.add(new String(pickle.readAll((int) length), encoding));
        } else {
            stack.add(new LongText(bytes, pickle.at(), length));
            pickle.skip(length);
        }
    }

    private void copy(long length) {
        copied += length;
        if (copied > MOST_COPIED) {
            throw new IngestException(
                    Problem.TOO_LARGE,
                    "The texts of the pickle have more than %d bytes; save its arrays with numpy.savez or as a table"
                            .formatted(MOST_COPIED));
        }
    }

    private String line() {
        int length = pickle.lineLength(LONGEST_LINE);
        requireWithin(length, LONGEST_LINE);
        String line = new String(pickle.readAll(length), StandardCharsets.UTF_8);
        pickle.skip(1);
        return line;
    }

    private static void requireWithin(long length, long most) {
        if (length < 0 || length > most) {
            throw damaged();
        }
    }

    private static PickleException damaged() {
        return new PickleException("The pickle is damaged");
    }
}
