package org.collabenv.episodes.bench;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.example.FlockEpisode;

/**
 * Files to load: flocks of the same kind, full precision, every cell filled.
 *
 * @param name as in the results
 * @param episodes how many files
 * @param frames of each
 * @param agents of each
 * @param properties whether each row has the nine property values
 */
record Work(String name, int episodes, int frames, int agents, boolean properties) {

    private static final int LONG = 500_000;

    static final Work REFERENCE = new Work("reference", 1, 3_000, 30, true);
    static final Work PLAIN = new Work("plain", 1, 10_000, 100, false);
    static final Work LARGE = new Work("large", 1, 40_000, 30, true);
    static final Work SWARM = new Work("swarm", 2_000, 7, 30, false);
    static final Work SWARM_WITH_PROPERTIES = new Work("swarm with properties", 2_000, 7, 30, true);
    static final Work PARALLEL = new Work("parallel", 4, 3_000, 30, true);

    /** Files that are written of a stored episode of the reference kind. */
    static final Work CSV_OUT = new Work("CSV out", 1, 3_000, 30, true);

    static final Work PARQUET_OUT = new Work("Parquet out", 1, 3_000, 30, true);

    /** The property columns of a file, each named by the property that it is. */
    static final List<String> PROPERTIES = List.of(
            "distance_to_target_center",
            "distance_to_target_mesh",
            "target_mesh_closest_x",
            "target_mesh_closest_y",
            "target_mesh_closest_z",
            "distance_to_scene_mesh",
            "scene_mesh_closest_x",
            "scene_mesh_closest_y",
            "scene_mesh_closest_z");

    private static final int KEY_AND_MOTION_COLUMNS = 9;

    /** The episode that a file is loaded as. */
    static String episodeId(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /**
     * Turns that do not count. Java compiles what it runs often: the service in the first seconds of its life is not what
     * a lab waits for.
     */
    int turnsToWarmUp() {
        return observations() > LONG ? 1 : 3;
    }

    /** Returns whether files are written of stored rows, and not loaded. */
    boolean isExport() {
        return equals(CSV_OUT) || equals(PARQUET_OUT);
    }

    /** Observations in all files together. */
    long observations() {
        return (long) episodes * frames * agents;
    }

    /** Property values in all files together. */
    long values() {
        return properties ? observations() * PROPERTIES.size() : 0;
    }

    /** The files, made in a folder unless they are there already. */
    List<Path> files(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (equals(PARQUET_OUT)) {
            return CSV_OUT.files(folder);
        }
        List<Path> files = new ArrayList<>();
        for (int episode = 0; episode < episodes; episode++) {
            Path file = folder.resolve("%s-%04d.csv".formatted(name.replace(' ', '-'), episode));
            if (!Files.exists(file)) {
                Path unfinished = folder.resolve("unfinished");
                try (Writer writer = Files.newBufferedWriter(unfinished, StandardCharsets.US_ASCII)) {
                    write(episode, writer);
                }
                Files.move(unfinished, file);
            }
            files.add(file);
        }
        return files;
    }

    /** Writes one of the files; the same number gives the same bytes. */
    void write(int episode, Writer out) throws IOException {
        new FlockEpisode(agents, episode, -1).write(new Flattened(out, properties), frames, false);
    }

    /** A column per number, where the simulation writes lists; the toughest comparison, since any reader takes it. */
    private static final class Flattened extends FilterWriter {

        private final boolean properties;
        private boolean inHeader = true;
        private int commas;

        Flattened(Writer out, boolean properties) throws IOException {
            super(out);
            this.properties = properties;
            out.write("id,type,time,x,y,z,v_x,v_y,v_z" + (properties ? "," + String.join(",", PROPERTIES) : "") + "\n");
        }

        @Override
        public void write(int c) throws IOException {
            boolean ofAList = c == '"' || c == '[' || c == ']' || c == ' ';
            if (c == ',') {
                commas++;
            }
            boolean wanted = c == '\n' || properties || commas < KEY_AND_MOTION_COLUMNS;
            if (!inHeader && !ofAList && wanted) {
                out.write(c);
            }
            if (c == '\n') {
                inHeader = false;
                commas = 0;
            }
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                write(text.charAt(i));
            }
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                write(text[i]);
            }
        }
    }
}
