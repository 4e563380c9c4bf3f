package org.collabenv.episodes.source.array;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.commons.io.input.ProxyInputStream;
import org.collabenv.episodes.source.bytes.Spool;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The values of a file by name: arrays of numbers, lists, maps, texts and numbers. It owns the spooled file, and what it stores
 * beside it.
 */
public final class ArrayFile implements AutoCloseable {

    /** The kinds of files, as their first bytes tell them. */
    public enum Kind {
        NUMPY,
        ARCHIVE,
        HDF5,
        PICKLE
    }

    private static final String ARRAY = ".npy";
    private static final String PICKLE = "data.pkl";
    private static final int MOST_MEMBERS = 1 << 12;
    private static final long LARGEST_DIRECTORY = 4L << 20;

    /** The bytes at the end of an archive among which its directory is announced. */
    private static final int TAIL = 1 << 17;

    private static final byte[] DIRECTORY_END = {'P', 'K', 5, 6};

    private final Spool spool;
    private final Limits limits;
    private final List<Spool.SpooledFile> files = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final MappedBytes bytes;
    private @Nullable ZipFile archive;
    private @Nullable AutoCloseable hdf5;
    private final Map<String, MappedBytes> members = new HashMap<>();
    private String folder = "";
    private long unpacked;

    /** The bytes of the file and of all that was unpacked of it. */
    private long onDisk;

    private ArrayFile(InputStream content, Spool spool, Limits limits) throws IOException {
        this.spool = spool;
        this.limits = limits;
        this.bytes = store(content);
    }

    /**
     * Spools a file and finds its values.
     *
     * @throws IngestException if it is damaged, exceeds a limit, or holds anything but data
     * @throws IOException if the upload breaks
     */
    static ArrayFile open(Kind kind, InputStream content, Spool spool, Limits limits) throws IOException {
        ArrayFile file = new ArrayFile(content, spool, limits);
        boolean opened = false;
        try {
            switch (kind) {
                case NUMPY -> file.readNumpy();
                case ARCHIVE -> file.readArchive();
                case HDF5 -> file.readHdf5();
                case PICKLE ->
                    file.values.putAll(
                            new PickledValues(file).named(PickleReader.read(file.bytes, 0, file.bytes.size())));
            }
            opened = true;
            return file;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    /** Returns the values by name; a single one has an empty name. */
    Map<String, Object> values() {
        return values;
    }

    /** Returns the number of bytes received. */
    long size() {
        return bytes.size();
    }

    /**
     * Stores bytes beside the file and maps them.
     *
     * @throws IngestException if they exceed a limit
     */
    MappedBytes store(InputStream content) throws IOException {
        if (files.size() > MOST_MEMBERS) {
            throw new IngestException(
                    Problem.TOO_LARGE,
                    "More than %d parts of the file have to be unpacked: save fewer sequences in a file"
                            .formatted(MOST_MEMBERS));
        }
        Spool.SpooledFile stored = spool.write(content, onDisk);
        files.add(stored);
        MappedBytes mapped = new MappedBytes(stored.path());
        onDisk += mapped.size();
        return mapped;
    }

    private void readNumpy() throws IOException {
        NumpyHeader header = NumpyHeader.read(bytes, 0);
        if (header.hasObjects() && header.fields().size() > 1) {
            throw new IngestException(
                    Problem.UNSUPPORTED_FORMAT,
                    "The array of NumPy holds records with objects of Python: save its text as fields of a fixed length, or as a table");
        } else if (header.hasObjects()) {
            values.putAll(new PickledValues(this).named(PickleReader.read(bytes, header.start(), bytes.size())));
        } else {
            add("", header, bytes);
        }
    }

    private void add(String name, NumpyHeader header, MappedBytes of) {
        for (NumpyHeader.Field field : header.fields()) {
            NumberArray numbers = header.hasObjects() ? null : header.numbers(of, field);
            List<String> texts = numbers == null && !header.hasObjects() ? header.texts(of, field) : null;
            String key = field.name().isEmpty() ? name : field.name();
            if (key.isEmpty() && header.fields().size() > 1) {
                continue; // padding between two fields
            }
            if (numbers != null) {
                values.put(key, numbers);
            } else if (texts != null) {
                values.put(key, texts);
            } else {
                values.put(key, LEFT_OUT);
            }
        }
    }

    /** The value of a name whose content is not read. */
    static final Object LEFT_OUT = new Object();

    private void readArchive() throws IOException {
        requireSmallDirectory();
        try {
            ZipFile zip = new ZipFile(files.get(0).path().toFile(), StandardCharsets.UTF_8);
            archive = zip;
            if (zip.size() > MOST_MEMBERS) {
                throw new IngestException(
                        Problem.TOO_LARGE, "The archive has more than %d members".formatted(MOST_MEMBERS));
            }
            boolean isTensors = false;
            for (ZipEntry entry : members(zip)) {
                String name = entry.getName();
                if (name.endsWith("/" + PICKLE)) {
                    folder = name.substring(0, name.length() - PICKLE.length());
                    MappedBytes pickle = unpacked(zip, entry);
                    values.putAll(new PickledValues(this).named(PickleReader.read(pickle, 0, pickle.size())));
                    isTensors = true;
                }
            }
            for (ZipEntry entry : isTensors ? List.<ZipEntry>of() : members(zip)) {
                if (entry.getName().endsWith(ARRAY)) {
                    MappedBytes member = unpacked(zip, entry);
                    String name = entry.getName().substring(0, entry.getName().length() - ARRAY.length());
                    add(name, NumpyHeader.read(member, 0), member);
                }
            }
        } catch (ZipException e) {
            throw new IngestException(
                    Problem.BROKEN_FILE, "The archive is damaged or cut off: its directory cannot be read", e);
        }
        if (values.isEmpty()) {
            throw new IngestException(
                    Problem.UNSUPPORTED_FORMAT,
                    "The file looks like a ZIP archive or a spreadsheet without arrays of NumPy or tensors of PyTorch: send the file in it by itself");
        }
    }

    private static List<ZipEntry> members(ZipFile zip) {
        List<ZipEntry> members = new ArrayList<>();
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            members.add(entries.nextElement());
        }
        return members;
    }

    /** Refuses an archive whose directory would take much memory before anything of it is read. */
    private void requireSmallDirectory() {
        int length = (int) Math.min(bytes.size(), TAIL);
        byte[] tail = bytes.copy(bytes.size() - length, length);
        for (int i = 0; i + 16 <= length; i++) {
            boolean isEnd = true;
            for (int j = 0; j < DIRECTORY_END.length; j++) {
                isEnd &= tail[i + j] == DIRECTORY_END[j];
            }
            if (isEnd) {
                long directory = (tail[i + 12] & 0xffL)
                        | (tail[i + 13] & 0xffL) << 8
                        | (tail[i + 14] & 0xffL) << 16
                        | (tail[i + 15] & 0xffL) << 24;
                if (directory > LARGEST_DIRECTORY) {
                    throw new IngestException(
                            Problem.TOO_LARGE,
                            "The directory of the archive has more than %d bytes".formatted(LARGEST_DIRECTORY));
                }
            }
        }
    }

    /** Returns the bytes of a member of the archive, which are checked. */
    MappedBytes member(String name) throws IOException {
        MappedBytes known = members.get(name);
        if (known != null) {
            return known;
        }
        ZipFile zip = archive;
        ZipEntry entry = zip == null ? null : zip.getEntry(folder + name);
        if (zip == null || entry == null) {
            throw new IngestException(
                    Problem.BROKEN_FILE,
                    "The file is damaged: the numbers '%s' of a tensor are missing".formatted(name));
        }
        MappedBytes member = unpacked(zip, entry);
        members.put(name, member);
        return member;
    }

    private MappedBytes unpacked(ZipFile zip, ZipEntry entry) throws IOException {
        try (CheckedInputStream content = new CheckedInputStream(counted(zip.getInputStream(entry)), new CRC32())) {
            MappedBytes stored = store(content);
            if (content.getChecksum().getValue() != entry.getCrc()) {
                throw new IngestException(
                        Problem.BROKEN_FILE,
                        "The archive is damaged: the checksum of '%s' is wrong".formatted(entry.getName()));
            }
            return stored;
        } catch (IOException e) {
            throw new IngestException(
                    Problem.BROKEN_FILE,
                    "The archive is damaged: '%s' cannot be unpacked".formatted(entry.getName()),
                    e);
        }
    }

    /** Returns a stream that counts what is unpacked, and refuses the file if that becomes too much. */
    InputStream counted(InputStream unpackedBytes) {
        return new ProxyInputStream(unpackedBytes) {
            @Override
            protected void afterRead(int count) {
                unpacked += Math.max(0, count);
                limits.requireGrowth(unpacked, bytes.size());
            }
        };
    }

    private void readHdf5() {
        Hdf5Reader reader = Hdf5Reader.open(files.get(0).path(), bytes, this);
        hdf5 = reader;
        values.putAll(reader.values());
    }

    @Override
    public void close() {
        try {
            if (archive != null) {
                archive.close();
            }
            if (hdf5 != null) {
                hdf5.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("A file cannot be closed", e);
        } finally {
            files.forEach(file -> {
                file.clear();
                file.close();
            });
        }
    }
}
