package org.collabenv.episodes.source.array;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.CompactDataset;
import io.jhdf.object.datatype.ArrayDataType;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Finds the datasets of an HDF5 file with jhdf; their numbers are read from the mapped bytes. Links to other files are not
 * followed.
 */
final class Hdf5Reader implements AutoCloseable {

    private static final int DEEPEST = 3;
    private static final int MOST_NODES = 1 << 12;
    private static final int MOST_TEXTS = 1 << 12;
    private static final long MOST_TEXT_BYTES = 1 << 20;

    /** The bytes of a length, an address and a number, which stand for a text in the heap, and of what is before each object. */
    private static final int HEAP_REFERENCE = 16;

    private static final int HEAP_HEADER = 16;

    /** A byte of deflate becomes up to a thousand, so that such texts take 32 MB at most. */
    private static final int DEFLATE_RATIO = 32;

    private final HdfFile file;
    private final ArrayFile beside;
    private final MappedBytes bytes;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private int nodes;

    private Hdf5Reader(HdfFile file, MappedBytes bytes, ArrayFile beside) {
        this.file = file;
        this.beside = beside;
        this.bytes = bytes;
    }

    /**
     * Opens a file.
     *
     * @param beside stores what is unpacked
     * @throws IngestException if the file is damaged
     */
    static Hdf5Reader open(Path path, MappedBytes bytes, ArrayFile beside) {
        HdfFile opened = null;
        try {
            opened = new HdfFile(path);
            Hdf5Reader reader = new Hdf5Reader(opened, bytes, beside);
            reader.add(opened, "", 0);
            opened = null;
            return reader;
        } catch (IngestException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // jhdf checks no length before it uses it, so that any of these can come of a damaged file.
            throw broken(e);
        } finally {
            if (opened != null) {
                opened.close();
            }
        }
    }

    private static IngestException broken(Throwable cause) {
        String reason = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return new IngestException(
                Problem.BROKEN_FILE,
                "The file begins like HDF5, but cannot be read as such, it is damaged or cut off"
                        + reason.lines().findFirst().orElse(""),
                cause);
    }

    /** Returns arrays, lists of texts and tables of pandas by their paths. */
    Map<String, Object> values() {
        return values;
    }

    private void add(Group group, String prefix, int depth) {
        for (Map.Entry<String, Node> child : group.getChildren().entrySet()) {
            nodes++;
            if (nodes > MOST_NODES) {
                throw new IngestException(
                        Problem.TOO_LARGE, "The HDF5 file has more than %d groups and datasets".formatted(MOST_NODES));
            }
            String path = prefix + child.getKey();
            Node node = child.getValue();
            if (node.isLink()) {
                values.put(path, ArrayFile.LEFT_OUT);
            } else if (node instanceof Dataset dataset) {
                values.put(path, value(dataset));
            } else if (node instanceof Group inner && depth < DEEPEST) {
                PandasTable table = PandasTable.of(inner, this);
                if (table == null) {
                    add(inner, path + "/", depth + 1);
                } else {
                    values.put(path, table);
                }
            }
        }
    }

    private Object value(Dataset dataset) {
        DataType type = dataset.getDataType();
        if (type instanceof StringData || type instanceof VariableLength) {
            List<String> texts = texts(dataset);
            return texts == null ? ArrayFile.LEFT_OUT : texts;
        }
        NumberArray numbers = numbers(dataset, type, 0, type.getSize());
        return numbers == null ? ArrayFile.LEFT_OUT : numbers;
    }

    /** Returns the numbers of a dataset of a group; null if it has none of that name. */
    @Nullable
    NumberArray numbersIn(Group group, String name) {
        return group.getChildren().get(name) instanceof Dataset dataset && value(dataset) instanceof NumberArray numbers
                ? numbers
                : null;
    }

    /** Returns the texts of a dataset of a group; null if it has none of that name. */
    @Nullable
    List<String> textsIn(Group group, String name) {
        return group.getChildren().get(name) instanceof Dataset dataset ? texts(dataset) : null;
    }

    /**
     * Returns the numbers of a member of a compound dataset, and of any other dataset as a whole.
     *
     * @return null if there is no such member, or if it holds no numbers
     */
    @Nullable
    NumberArray member(Dataset dataset, String name) {
        if (!(dataset.getDataType() instanceof CompoundDataType compound)) {
            return null;
        }
        for (CompoundDataType.CompoundDataMember member : compound.getMembers()) {
            if (member.getName().equals(name)) {
                return numbers(dataset, member.getDataType(), member.getOffset(), compound.getSize());
            }
        }
        return null;
    }

    private @Nullable NumberArray numbers(Dataset dataset, DataType type, int offset, int elementSize) {
        long[] inner = {};
        DataType one = type;
        if (type instanceof ArrayDataType array) {
            inner = Arrays.stream(array.getArrayTypeDimensions()).asLongStream().toArray();
            one = array.getBaseType();
        }
        if (one instanceof EnumDataType enumeration) {
            one = enumeration.getBaseType();
        }
        ElementType element = null;
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        if (one instanceof FloatingPoint floating) {
            element = ElementType.ofFloat(floating.getSize());
            order = floating.getByteOrder();
        } else if (one instanceof FixedPoint fixed) {
            element = ElementType.ofInteger(fixed.getSize(), fixed.isSigned());
            order = fixed.getByteOrder();
        }
        long numbersInside = Arrays.stream(inner).reduce(1, Math::multiplyExact);
        if (element == null || offset < 0 || offset + numbersInside * element.size() > elementSize) {
            return null;
        }
        return array(dataset, new ChunkedArray.Element(element, order, elementSize, offset, inner));
    }

    private @Nullable NumberArray array(Dataset dataset, ChunkedArray.Element element) {
        if (dataset instanceof ChunkedDataset chunked) {
            return new ChunkedArray(chunked, element, beside);
        }
        MappedBytes stored = bytes;
        long start;
        if (dataset instanceof ContiguousDataset contiguous && contiguous.getDataAddress() >= 0) {
            start = file.getUserBlockSize() + contiguous.getDataAddress();
        } else if (dataset instanceof CompactDataset compact) {
            byte[] few = new byte[compact.getDataBuffer().remaining()];
            compact.getDataBuffer().get(few);
            stored = MappedBytes.of(few);
            start = 0;
        } else {
            return null;
        }
        long[] lengths = Arrays.stream(dataset.getDimensions()).asLongStream().toArray();
        long[] shape = Arrays.copyOf(lengths, lengths.length + element.inner().length);
        System.arraycopy(element.inner(), 0, shape, lengths.length, element.inner().length);
        long[] outer = RegionArray.strides(lengths, element.size(), false);
        long[] inner = RegionArray.strides(element.inner(), element.type().size(), false);
        long[] strides = Arrays.copyOf(outer, shape.length);
        System.arraycopy(inner, 0, strides, outer.length, inner.length);
        return RegionArray.of(stored, element.order(), start + element.offset(), element.type(), shape, strides);
    }

    /** Returns few texts of one dimension; null if there are many, or more dimensions. */
    private @Nullable List<String> texts(Dataset dataset) {
        boolean isFew = dataset.getDimensions().length <= 1
                && dataset.getSize() <= MOST_TEXTS
                && dataset.getSize() * dataset.getDataType().getSize() <= MOST_TEXT_BYTES;
        if (!isFew || (dataset instanceof ChunkedDataset chunked && !isSmall(chunked))) {
            return null;
        }
        if (dataset.getDataType() instanceof VariableLength) {
            return dataset instanceof ContiguousDataset contiguous ? textsInHeap(contiguous) : null;
        }
        Object data = dataset.getData();
        List<String> texts = new ArrayList<>();
        if (data instanceof String text) {
            texts.add(text);
        } else if (data instanceof Object[] several) {
            for (Object text : several) {
                texts.add(String.valueOf(text));
            }
        }
        return texts;
    }

    /**
     * Reads texts of any length, each of which is a place in the file's heap. jhdf reads them without a limit, and any number of
     * them may be the same place.
     */
    private @Nullable List<String> textsInHeap(ContiguousDataset dataset) {
        if (dataset.getDataAddress() < 0 || dataset.getDataType().getSize() != HEAP_REFERENCE) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        long left = MOST_TEXT_BYTES;
        ByteBuffer references = ByteBuffer.wrap(bytes.copy(
                        file.getUserBlockSize() + dataset.getDataAddress(),
                        Math.toIntExact(dataset.getSize() * HEAP_REFERENCE)))
                .order(ByteOrder.LITTLE_ENDIAN);
        while (references.hasRemaining()) {
            int length = references.getInt();
            long collection = references.getLong();
            int object = references.getInt();
            left -= length;
            if (length < 0 || left < 0) {
                return null;
            }
            texts.add(length == 0 ? "" : textInHeap(collection + file.getUserBlockSize(), object, length));
        }
        return texts;
    }

    private String textInHeap(long collection, int wanted, int length) {
        long at = collection + HEAP_HEADER;
        for (int steps = 0; steps < MOST_TEXTS; steps++) {
            ByteBuffer header = ByteBuffer.wrap(bytes.copy(at, HEAP_HEADER)).order(ByteOrder.LITTLE_ENDIAN);
            int object = Short.toUnsignedInt(header.getShort());
            long size = header.getLong(HEAP_HEADER - Long.BYTES);
            if (object == wanted && size >= length) {
                return new String(bytes.copy(at + HEAP_HEADER, length), StandardCharsets.UTF_8).replace("\0", "");
            }
            if (object == 0 || size < 0) {
                break;
            }
            at += HEAP_HEADER + (size + 7) / 8 * 8;
        }
        throw new IllegalStateException("The heap has no object " + wanted);
    }

    /** Returns whether the chunks of a dataset are few bytes, also after their filters: jhdf unpacks them without a limit. */
    private static boolean isSmall(ChunkedDataset dataset) {
        long bytes = dataset.getDataType().getSize();
        for (int length : dataset.getChunkDimensions()) {
            bytes *= Math.max(1, length);
            if (bytes > MOST_TEXT_BYTES) {
                return false;
            }
        }
        return dataset.getStorageInBytes() <= MOST_TEXT_BYTES / DEFLATE_RATIO;
    }

    /** Returns the bytes of an attribute, such as the pickles that pandas writes; null if there is none. */
    static byte @Nullable [] bytes(Node node, String attribute) {
        Attribute found = node.getAttribute(attribute);
        ByteBuffer buffer = found == null ? null : found.getBuffer();
        if (buffer == null) {
            return null;
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }

    @Override
    public void close() {
        file.close();
    }
}
