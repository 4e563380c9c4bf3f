package org.collabenv.episodes.source.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.collabenv.episodes.source.RecordSource;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.testing.TestSources;
import org.collabenv.episodes.trajectory.Coordinate;
import org.collabenv.episodes.trajectory.IngestException;
import org.junit.jupiter.api.Test;

/** Files with checksums of their pages, written here value by value: no program of the tests writes them. */
class PageChecksumsTest {

    private static final List<String> NAMES = List.of("frame", "id", "x", "y");
    private static final int ROWS = 5;
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** A file with the place of the values of x. */
    private record Written(byte[] file, int xValues) {}

    @Test
    void fileWithRightChecksumsIsRead() throws IOException {
        assertThat(x(file(true).file())).containsExactly(0.0, 0.5, 1.0, 1.5, 2.0);
    }

    @Test
    void wrongBitIsFoundWhereThereIsAChecksum() throws IOException {
        Written written = file(true);
        written.file()[written.xValues() + 8 * 2 + 6] ^= 1;

        assertThatThrownBy(() -> x(written.file()))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("'x'")
                .hasMessageContaining("checksum");
    }

    @Test
    void fileWithoutChecksumsIsReadAsItIs() throws IOException {
        Written written = file(false);
        written.file()[written.xValues() + 8 * 2 + 6] ^= 1;

        assertThat(x(written.file())).hasSize(ROWS).doesNotContain(1.0);
    }

    @Test
    void headerThatPromisesTooMuchIsRefused() throws IOException {
        // The byte behind the magic tells Parquet from text.
        for (int at = 5; at < 40; at++) {
            for (int value : new int[] {0x7f, 0xff, 0x00}) {
                byte[] file = file(true).file();
                file[at] = (byte) value;
                try {
                    assertThat(x(file)).hasSize(ROWS);
                } catch (IngestException refusal) {
                    assertThat(refusal.problem().status()).isBetween(400, 499);
                }
            }
        }
    }

    private static List<Double> x(byte[] file) throws IOException {
        List<Double> found = new ArrayList<>();
        try (RecordSource source = TestSources.usual()
                .open(
                        new ByteArrayInputStream(file),
                        ReadingOptions.USUAL,
                        new TestSources.Defined(Map.of(), Set.of("agent")),
                        new Destination.Observations(null))) {
            while (source.read()) {
                for (int row = 0; row < source.batch().size(); row++) {
                    found.add(source.batch().coordinate(Coordinate.X)[row]);
                }
            }
        }
        return found;
    }

    private static Written file(boolean hasChecksums) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(MAGIC);
        List<SchemaElement> schema = new ArrayList<>();
        schema.add(new SchemaElement("schema").setNum_children(NAMES.size()));
        List<ColumnChunk> chunks = new ArrayList<>();
        int xValues = 0;
        for (String name : NAMES) {
            boolean whole = name.equals("frame") || name.equals("id");
            Type type = whole ? Type.INT32 : Type.DOUBLE;
            schema.add(new SchemaElement(name).setType(type).setRepetition_type(FieldRepetitionType.REQUIRED));
            ByteBuffer values = ByteBuffer.allocate(ROWS * 8).order(ByteOrder.LITTLE_ENDIAN);
            for (int row = 0; row < ROWS; row++) {
                if (whole) {
                    values.putInt(name.equals("frame") ? row : 1);
                } else {
                    values.putDouble(row / 2.0);
                }
            }
            byte[] page = new byte[values.position()];
            values.flip().get(page);
            PageHeader header = new PageHeader(PageType.DATA_PAGE, page.length, page.length);
            header.setData_page_header(new DataPageHeader(ROWS, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
            if (hasChecksums) {
                CRC32 crc = new CRC32();
                crc.update(page);
                header.setCrc((int) crc.getValue());
            }
            int start = file.size();
            Util.writePageHeader(header, file);
            xValues = name.equals("x") ? file.size() : xValues;
            file.write(page);
            int size = file.size() - start;
            ColumnMetaData meta = new ColumnMetaData(
                    type,
                    List.of(Encoding.PLAIN, Encoding.RLE),
                    List.of(name),
                    CompressionCodec.UNCOMPRESSED,
                    ROWS,
                    size,
                    size,
                    start);
            chunks.add(new ColumnChunk(start).setMeta_data(meta));
        }
        int footer = file.size();
        Util.writeFileMetaData(new FileMetaData(1, schema, ROWS, List.of(new RowGroup(chunks, footer, ROWS))), file);
        int length = file.size() - footer;
        file.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array());
        file.write(MAGIC);
        return new Written(file.toByteArray(), xValues);
    }
}
