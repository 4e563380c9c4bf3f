package org.collabenv.episodes.source.array;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * An object as a pickle describes it: its class by name, the arguments of its creation and its attributes. Nothing of the class is
 * loaded or run.
 */
final class PickledObject {

    private static final String NUMPY = "numpy";

    /** The modules and names of what may be in a file; the names are without their modules, which versions change. */
    private static final Set<String> NUMPY_NAMES =
            Set.of("_reconstruct", "ndarray", "dtype", "scalar", "_frombuffer", "bool_", "float64", "float32", "int64");

    private static final Set<String> TORCH_NAMES = Set.of(
            "_rebuild_tensor_v2",
            "_rebuild_tensor",
            "_rebuild_parameter",
            "_load_from_bytes",
            "UntypedStorage",
            "FloatStorage",
            "DoubleStorage",
            "HalfStorage",
            "LongStorage",
            "IntStorage",
            "ShortStorage",
            "CharStorage",
            "ByteStorage",
            "BoolStorage",
            "Size",
            "float16",
            "float32",
            "float64",
            "int64",
            "int32",
            "bool");

    private static final Set<String> OTHERS = Set.of(
            "_codecs encode",
            "collections OrderedDict",
            "copyreg _reconstructor",
            "copy_reg _reconstructor",
            "builtins object",
            "__builtin__ object",
            "pathlib PosixPath",
            "pathlib PurePosixPath",
            "pathlib WindowsPath",
            "pathlib PureWindowsPath");

    /** The class of the labs' simulations, which has been in several modules. */
    private static final String SIMULATION = "AnimalTrajectoryDataset";

    private static final int LONGEST_SHOWN = 100;

    private final String module;
    private final String name;
    private List<Object> arguments = List.of();
    private @Nullable Object state;

    /**
     * Names a class or function.
     *
     * @throws IngestException if it is none of those that data consists of
     */
    PickledObject(String module, String name) {
        this.module = module;
        this.name = name;
        boolean isNumpy = module.equals(NUMPY) || module.startsWith(NUMPY + ".");
        boolean isTorch = module.equals("torch") || module.equals("torch.storage") || module.equals("torch._utils");
        boolean isKnown = (isNumpy && NUMPY_NAMES.contains(name))
                || (isTorch && TORCH_NAMES.contains(name))
                || OTHERS.contains(module + " " + name)
                || name.equals(SIMULATION);
        if (!isKnown) {
            throw new IngestException(
                    Problem.UNSUPPORTED_FORMAT,
                    "The pickle names '%s', which is not data: only lists, dictionaries, numbers, text, arrays of NumPy and tensors of PyTorch are read, and nothing is ever run. Save the positions with numpy.savez or as a table"
                            .formatted(shortened(module + "." + name)));
        }
    }

    private PickledObject(PickledObject type, List<Object> arguments) {
        this.module = type.module;
        this.name = type.name;
        this.arguments = List.copyOf(arguments);
    }

    private static String shortened(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= LONGEST_SHOWN ? printable : printable.substring(0, LONGEST_SHOWN) + "…";
    }

    /** Returns what a call of this class or function gives. */
    PickledObject called(List<Object> with) {
        List<Object> given = new ArrayList<>();
        with.forEach(argument -> given.add(argument == null ? Missing.VALUE : argument));
        return new PickledObject(this, given);
    }

    /** The argument {@code None}. */
    enum Missing {
        VALUE
    }

    /** Sets what the pickle says of the object's state. */
    void build(@Nullable Object itsState) {
        state = itsState;
    }

    boolean is(String itsName) {
        return name.equals(itsName);
    }

    List<Object> arguments() {
        return arguments;
    }

    @Nullable
    Object state() {
        return state;
    }

    /** Returns the attributes of an object by name; empty if it has none. */
    Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        if (state instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key instanceof String attribute && value != null) {
                    attributes.put(attribute, value);
                }
            });
        }
        return attributes;
    }

    /** Bytes that stay in the file. */
    record Bytes(MappedBytes file, long start, long length) {

        static Bytes of(byte[] copied) {
            return new Bytes(MappedBytes.of(copied), 0, copied.length);
        }

        /** Returns few bytes as text. */
        String text() {
            return new String(file.copy(start, (int) Math.min(length, LONGEST_SHOWN)), StandardCharsets.ISO_8859_1);
        }
    }
}
