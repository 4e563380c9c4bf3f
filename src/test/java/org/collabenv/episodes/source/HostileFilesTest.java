package org.collabenv.episodes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.testing.TestSources;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that promise, name or hide what would harm: each is refused early, for the reason, and nothing of it is run. */
class HostileFilesTest {

    @TempDir
    private static Path folder;

    private record Hostile(byte[] file, Problem problem, String detail) {}

    static Stream<Arguments> files() throws IOException {
        Map<String, Hostile> files = new LinkedHashMap<>();
        addArrays(files);
        addFound(files);
        addPickles(files);
        addTexts(files);
        return files.entrySet().stream().map(file -> Arguments.of(file.getKey(), file.getValue()));
    }

    private static void addArrays(Map<String, Hostile> files) throws IOException {
        files.put(
                "an array of terabytes",
                new Hostile(npy("'<f8'", "(1000000000000, 4, 2)"), Problem.BROKEN_FILE, "larger than"));
        files.put(
                "an array of more bytes than a number counts",
                new Hostile(npy("'<f8'", "(4611686018427387904, 4, 2)"), Problem.BROKEN_FILE, "larger than"));
        files.put(
                "an array with a header of gigabytes",
                new Hostile(
                        bytes(0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, 0xff, 0xff, 0xff, 0x7f, '{'),
                        Problem.BROKEN_FILE,
                        "header"));
        files.put(
                "an archive that becomes much larger",
                new Hostile(zip("x.npy", new byte[64 << 20]), Problem.TOO_LARGE, "compression-ratio"));
        files.put(
                "an archive in an archive",
                new Hostile(
                        zip("inner.npz", zip("x.npy", npy("'<f8'", "(0,)"))),
                        Problem.UNSUPPORTED_FORMAT,
                        "send the file in it by itself"));
        files.put(
                "an archive of many members", new Hostile(manyMembers(), Problem.TOO_LARGE, "more than 4096 members"));
        files.put(
                "an array of objects in an archive",
                new Hostile(zip("x.npy", npy("'|O'", "(1,)")), Problem.UNSUPPORTED_FORMAT, "x (not numbers)"));
        files.put(
                "an array of objects",
                new Hostile(resource("hostile-objects.npy"), Problem.UNSUPPORTED_FORMAT, "types.SimpleNamespace"));
        files.put(
                "HDF5 with links to other files",
                new Hostile(resource("hostile-link.h5"), Problem.UNSUPPORTED_FORMAT, "tracks (not numbers)"));
        files.put(
                "HDF5 that promises terabytes",
                new Hostile(resource("hostile-promise.h5"), Problem.BROKEN_FILE, "never written"));
        files.put(
                "HDF5 with a filter that is not known",
                new Hostile(resource("hostile-filter.h5"), Problem.UNSUPPORTED_FORMAT, "/trajectories"));
        files.put(
                "HDF5 with a chunk of many bytes",
                new Hostile(resource("hostile-chunk.h5"), Problem.TOO_LARGE, "1 chunks of 48000000 bytes"));
    }

    /** Adds the files by which a review of the readers found what was wrong. */
    private static void addFound(Map<String, Hostile> files) throws IOException {
        files.put(
                "an array without frames of very many animals",
                new Hostile(npy("'<f8'", "(0, 2000000000, 2)"), Problem.TOO_LARGE, "agents"));
        files.put(
                "records with objects of Python",
                new Hostile(
                        joined(npy("[('frame', '<i4'), ('mood', '|O')]", "(1,)"), pickle("\u0080\u0002].")),
                        Problem.UNSUPPORTED_FORMAT,
                        "records with objects"));
        files.put(
                "a field that is described in another way",
                new Hostile(
                        npy("[('frame', '<i4'), (('title', 'x'), '<f8')]", "(1,)"),
                        Problem.BROKEN_FILE,
                        "a way that is not known"));
        files.put("texts of gigabytes", new Hostile(npy("'<U999999999'", "(1,)"), Problem.BROKEN_FILE, "larger than"));
        files.put(
                "a pickle of lists that hold each other often",
                new Hostile(laughs(), Problem.UNSUPPORTED_FORMAT, "no layout that is known"));
        files.put(
                "a pickle of many texts",
                new Hostile(
                        pickle("\u0080\u0002(" + ("X\u0000\u0004\u0000\u0000" + "x".repeat(1024)).repeat(20_000)
                                + "l."),
                        Problem.TOO_LARGE,
                        "texts of the pickle"));
        StringBuilder nested = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            nested.append("{\"").append("k".repeat(49_000)).append("\":");
        }
        files.put(
                "JSON with keys whose lengths add up",
                new Hostile(text(nested + "1" + "}".repeat(20) + "\n"), Problem.INVALID_HEADER, "a key of it"));
        files.put(
                "JSON with a key that is nested and plain",
                new Hostile(text("{\"a\":{\"b\":1},\"a.b\":2}\n"), Problem.INVALID_HEADER, "twice"));
        files.put(
                "XML that is nested deeply",
                new Hostile(
                        text("<Tracks>" + "<particle>".repeat(100_000)), Problem.BROKEN_FILE, "element 'particle'"));
        files.put(
                "XML with a comment of many tags",
                new Hostile(text("<Tracks><!--" + "<".repeat(200_000)), Problem.BROKEN_FILE, "a comment"));
        StringBuilder quadratic = new StringBuilder("scorer");
        StringBuilder individuals = new StringBuilder("individuals");
        StringBuilder parts = new StringBuilder("bodyparts");
        StringBuilder coordinates = new StringBuilder("coords");
        for (int i = 0; i < 1_365; i++) {
            for (String coordinate : new String[] {"x", "y", "likelihood"}) {
                quadratic.append(",s");
                individuals.append(",a").append(i);
                parts.append(",p").append(i);
                coordinates.append(',').append(coordinate);
            }
        }
        files.put(
                "a wide file of animals with columns of their own",
                new Hostile(
                        text(String.join("\n", quadratic, individuals, parts, coordinates) + "\n"),
                        Problem.TOO_LARGE,
                        "most of which would be empty"));
    }

    /** Twenty lists, each of which holds the one before it ten times. */
    private static byte[] laughs() {
        StringBuilder pickle = new StringBuilder("\u0080\u0002]q\u0000");
        for (int i = 0; i < 12; i++) {
            pickle.append(']').append("q").append((char) (i + 1)).append('(');
            for (int j = 0; j < 10; j++) {
                pickle.append('h').append((char) i);
            }
            pickle.append('e');
        }
        return pickle(pickle + ".");
    }

    private static void addPickles(Map<String, Hostile> files) throws IOException {
        String command = "S'touch " + folder.resolve("harmed") + "'\n";
        files.put(
                "a pickle that names os.system",
                new Hostile(
                        pickle("\u0080\u0002cos\nsystem\n(" + command + "tR."),
                        Problem.UNSUPPORTED_FORMAT,
                        "'os.system', which is not data"));
        files.put(
                "a pickle that names eval in the way of the fourth protocol",
                new Hostile(
                        pickle("\u0080\u0004\u008c\u0008builtins\u008c\u0004eval\u0093\u008c\u00011\u0085R."),
                        Problem.UNSUPPORTED_FORMAT,
                        "'builtins.eval'"));
        files.put(
                "a pickle with an instance of the first protocol",
                new Hostile(
                        pickle("\u0080\u0002(" + command + "ios\nsystem\n."), Problem.UNSUPPORTED_FORMAT, "not data"));
        files.put(
                "an array of objects that names os.system",
                new Hostile(
                        joined(npy("'|O'", "()"), pickle("\u0080\u0002cposix\nsystem\n(" + command + "tR.")),
                        Problem.UNSUPPORTED_FORMAT,
                        "'posix.system'"));
        files.put(
                "tensors whose pickle names os.system",
                new Hostile(
                        zip("archive/data.pkl", pickle("\u0080\u0002cnt\nsystem\n(" + command + "tR.")),
                        Problem.UNSUPPORTED_FORMAT,
                        "'nt.system'"));
        files.put(
                "a pickle of an attribute of numpy that is not data",
                new Hostile(
                        pickle("\u0080\u0002cnumpy.testing._private.utils\nrunstring\n."),
                        Problem.UNSUPPORTED_FORMAT,
                        "runstring"));
        files.put(
                "a pickle with bytes that are not there",
                new Hostile(pickle("\u0080\u0003B\u00ff\u00ff\u00ff\u007f."), Problem.BROKEN_FILE, "pickle"));
        files.put(
                "a pickle of very many objects",
                new Hostile(pickle("\u0080\u0002(" + "]".repeat(2_000_000) + "t."), Problem.TOO_LARGE, "objects"));
        files.put(
                "a pickle with a list that holds itself",
                new Hostile(pickle("\u0080\u0002]q\u0000h\u0000a."), Problem.BROKEN_FILE, "nested too deeply"));
        files.put(
                "a pickle with a list as a key",
                new Hostile(pickle("\u0080\u0002}]K\u0001s."), Problem.BROKEN_FILE, "pickle"));
        files.put(
                "a pickle with an integer of megabytes",
                new Hostile(pickle("\u0080\u0002L" + "9".repeat(1 << 20) + "L\n."), Problem.BROKEN_FILE, "pickle"));
    }

    private static void addTexts(Map<String, Hostile> files) {
        String entity = "<?xml version=\"1.0\"?><!DOCTYPE Tracks [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                + "<Tracks nTracks=\"1\"><particle><detection t=\"0\" x=\"&e;\" y=\"1\"/></particle></Tracks>";
        files.put("XML with an external entity", new Hostile(text(entity), Problem.BROKEN_FILE, "XML"));
        files.put(
                "XML with a tag of megabytes",
                new Hostile(
                        text("<?xml version=\"1.0\"?><Tracks a=\"" + "x".repeat(4 << 20) + "\"/>"),
                        Problem.TOO_LARGE,
                        "65536 bytes"));
        files.put(
                "JSON that is nested deeply",
                new Hostile(
                        text("{\"a\":" + "[".repeat(200_000) + "\n"), Problem.INVALID_HEADER, "one object per line"));
        files.put(
                "JSON in one endless line",
                new Hostile(text("{\"a\":\"" + "x".repeat(8 << 20)), Problem.TOO_LARGE, "line-length"));
        files.put(
                "JSON with a key twice",
                new Hostile(
                        text("{\"frame\":0,\"id\":1,\"x\":1,\"x\":2,\"y\":1}\n"),
                        Problem.INVALID_HEADER,
                        "one object per line"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isRefused(String name, Hostile hostile) throws IOException {
        Sources sources = TestSources.configured(Map.of("episodes.source.spool-folder", folder.toString()));

        IngestException refusal = catchThrowableOfType(IngestException.class, () -> read(sources, hostile.file()));

        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.problem()).as(refusal.detail()).isEqualTo(hostile.problem());
        assertThat(refusal.detail()).contains(hostile.detail());
        assertNothingIsLeft();
    }

    /** The room of what is unpacked counts together with that of the file. */
    @Test
    void manyMembersTogetherAreTooLarge() throws IOException {
        Sources sources = TestSources.configured(
                Map.of("episodes.source.spool-folder", folder.toString(), "episodes.source.spool-limit", "100K"));
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            for (int i = 0; i < 10; i++) {
                zip.putNextEntry(new ZipEntry(i + ".npy"));
                zip.write(joined(npy("'<f8'", "(2000,)"), new byte[16_000]));
            }
        }

        IngestException refusal =
                catchThrowableOfType(IngestException.class, () -> read(sources, archive.toByteArray()));

        assertThat(refusal).isNotNull();
        assertThat(refusal.problem()).isEqualTo(Problem.TOO_LARGE);
        assertThat(refusal.detail()).contains("spool-limit");
        assertNothingIsLeft();
    }

    private static void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(path -> path.toString().matches(".*(upload-|harmed).*")))
                    .isEmpty();
        }
    }

    private static void read(Sources sources, byte[] file) throws IOException {
        try (RecordSource source = sources.open(
                new ByteArrayInputStream(file),
                ReadingOptions.USUAL,
                new TestSources.Defined(Map.of(), Set.of("agent")),
                new Destination.Observations(null))) {
            while (source.read()) {
                assertThat(source.batch().size()).isNotNegative();
            }
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = HostileFilesTest.class.getResourceAsStream("/trackers/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] pickle(String opcodes) {
        return opcodes.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }

    private static byte[] npy(String type, String shape) {
        String header = "{'descr': %s, 'fortran_order': False, 'shape': %s, }\n".formatted(type, shape);
        return joined(
                bytes(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, header.length() & 0xff, header.length() >> 8), text(header));
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return archive.toByteArray();
    }

    private static byte[] manyMembers() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            for (int i = 0; i < 5_000; i++) {
                zip.putNextEntry(new ZipEntry(i + ".npy"));
            }
        }
        return archive.toByteArray();
    }
}
