package org.collabenv.episodes.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.collabenv.episodes.source.options.Destination.Observations;
import org.collabenv.episodes.source.options.Keypoints;
import org.collabenv.episodes.source.options.Layout;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.source.options.TextFormat;
import org.collabenv.episodes.source.options.Tolerance;
import org.collabenv.episodes.testing.DuckDb;
import org.collabenv.episodes.testing.TestSources;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.PropertyType;
import org.collabenv.episodes.trajectory.batch.PropertyColumn;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read here is what DuckDB's own readers read, value by value, on generated files. */
class IndependentReaderTest {

    private static final int ROWS = 9_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void everyValueOfATextFileIsTheOneThatReadCsvFinds(String delimiter) throws IOException, SQLException {
        Path file = folder.resolve("generated.csv");
        Files.writeString(file, generatedCsv(delimiter));

        List<String> ours = read(file, delimiter.equals("|") ? '|' : null);

        assertThat(ours)
                .hasSize(ROWS)
                .isEqualTo(query("SELECT CAST(frame AS INTEGER), CAST(id AS INTEGER), CAST(x AS DOUBLE),"
                        + " CAST(y AS DOUBLE), CAST(\"a \"\"number\"\"\" AS DOUBLE), text FROM read_csv('" + file
                        + "', delim = '" + delimiter + "', quote = '\"', escape = '\"', header = true,"
                        + " all_varchar = true, parallel = false, strict_mode = true)"));
    }

    @Test
    void everyValueOfAParquetFileIsTheOneThatReadParquetFinds() throws IOException, SQLException {
        Path file = folder.resolve("generated.parquet");
        try (Connection connection = DuckDb.inMemory();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT setseed(0.5)");
            statement.execute("COPY (SELECT CAST(i // 7 AS BIGINT) AS frame, CAST(i % 7 AS UTINYINT) AS id,"
                    + " random() * 1e6 - 5e5 AS x, CAST(random() AS FLOAT) AS y,"
                    + " CASE WHEN i % 3 > 0 THEN exp(random() * 1400 - 700) END AS r,"
                    + " CAST(random() * 1000 AS DECIMAL(9, 3)) AS dec,"
                    + " CASE WHEN i % 5 > 0 THEN CAST(18446744073709551615 - i AS UBIGINT) END AS u64,"
                    + " i % 2 = 0 AS flag,"
                    + " CASE WHEN i % 4 > 0 THEN 'wörd \"' || (i % 11) || chr(10) || '\"' END AS dictionary,"
                    + " TIMESTAMP '2020-01-01' + INTERVAL (i) SECOND AS local_time,"
                    + " CAST(CAST(DATE '2020-01-01' + CAST(i % 400 AS INTEGER) AS DATE) AS VARCHAR) AS day,"
                    + " CASE WHEN i % 6 > 0 THEN [random(), NULL, -i] END AS list, [i, -i] AS whole_list"
                    + " FROM range(" + ROWS + ") t(i)) TO '" + file + "' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
        }

        List<String> ours = read(file, null);

        assertThat(ours)
                .hasSize(ROWS)
                .isEqualTo(query("SELECT CAST(frame AS INTEGER), CAST(id AS INTEGER), x, CAST(y AS DOUBLE), r,"
                        + " CAST(dec AS DOUBLE), CAST(u64 AS VARCHAR), CAST(flag AS VARCHAR), dictionary,"
                        + " CAST(local_time AS VARCHAR), day,"
                        + " replace(replace(CAST(list AS VARCHAR), ' ', ''), 'NULL', 'null'),"
                        + " replace(CAST(whole_list AS VARCHAR), ' ', '') FROM read_parquet('" + file + "')"));
    }

    private static String generatedCsv(String delimiter) {
        Random random = new Random(delimiter.charAt(0));
        StringBuilder file = new StringBuilder(
                        String.join(delimiter, "frame", "id", "x", "y", "\"a \"\"number\"\"\"", "text"))
                .append("\r\n");
        for (int row = 0; row < ROWS; row++) {
            file.append(row / 9).append(delimiter).append(row % 9).append(delimiter);
            file.append(anyDouble(random)).append(delimiter);
            file.append('"').append(random.nextGaussian() * 1e-300).append('"').append(delimiter);
            file.append(random.nextInt(4) == 0 ? "" : String.valueOf(anyDouble(random)))
                    .append(delimiter);
            file.append(random.nextInt(5) == 0 ? "" : quoted(anyText(random))).append("\r\n");
        }
        return file.toString();
    }

    private static double anyDouble(Random random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : random.nextDouble();
    }

    private static String anyText(Random random) {
        String alphabet = "ab \"\",;\t|\n'#\u00e9\u4e2d\uD83D\uDC1F";
        StringBuilder text = new StringBuilder("_");
        int[] characters = alphabet.codePoints().toArray();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static List<String> read(Path file, @Nullable Character delimiter) throws IOException {
        ReadingOptions usual = ReadingOptions.USUAL;
        ReadingOptions options = new ReadingOptions(
                usual.agentType(),
                null,
                null,
                null,
                usual.mapping(),
                usual.missing(),
                new TextFormat(delimiter, TextFormat.QUOTE, false, StandardCharsets.UTF_8, Layout.HEADED, List.of()),
                false,
                false,
                null,
                Tolerance.NONE,
                Keypoints.ALL,
                null);
        List<String> rows = new ArrayList<>();
        try (InputStream content = Files.newInputStream(file);
                RecordSource source = TestSources.usual()
                        .open(content, options, new TestSources.Defined(Map.of(), Set.of()), new Observations(null))) {
            while (source.read()) {
                RecordBatch batch = source.batch();
                for (int row = 0; row < batch.size(); row++) {
                    rows.add(row(batch, row));
                }
            }
        }
        return rows;
    }

    private static String row(RecordBatch batch, int row) {
        List<String> cells = new ArrayList<>();
        cells.add(String.valueOf(batch.timeIndex()[row]));
        cells.add(String.valueOf(batch.agentId()[row]));
        cells.add(bits(batch.coordinate(Coordinate.X)[row]));
        cells.add(bits(batch.coordinate(Coordinate.Y)[row]));
        for (PropertyColumn property : batch.properties()) {
            if (property.isMissing(row)) {
                cells.add("null");
            } else if (property.type() == PropertyType.FLOAT) {
                cells.add(bits(property.numbers()[row]));
            } else {
                cells.add(property.texts().get(row));
            }
        }
        return String.join(" ", cells);
    }

    private static List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DuckDb.inMemory();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    Object value = result.getObject(i);
                    cells.add(value instanceof Double number ? bits(number) : String.valueOf(value));
                }
                rows.add(String.join(" ", cells));
            }
        }
        return rows;
    }

    private static String bits(double value) {
        return Long.toHexString(Double.doubleToRawLongBits(value));
    }
}
