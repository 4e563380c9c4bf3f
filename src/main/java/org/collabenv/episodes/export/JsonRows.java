package org.collabenv.episodes.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.collabenv.episodes.source.options.ExportNote;
import org.collabenv.episodes.source.value.NumberLists;
import org.collabenv.episodes.store.rows.RowColumn;
import org.collabenv.episodes.store.rows.WideRow;
import org.jspecify.annotations.Nullable;

/** Writes an object per line, in which a missing value is null; infinity, which JSON has no number for, is a text. */
final class JsonRows implements RowWriter {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final JsonGenerator json;
    private final List<RowColumn> columns;
    private final List<SerializedString> names;
    private final boolean hasEpisode;
    private boolean hasLines;

    JsonRows(ExportedColumns exported, OutputStream out) throws IOException {
        this.json = JSON.createGenerator(out)
                .setPrettyPrinter(new MinimalPrettyPrinter("\n"))
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setCodec(new ObjectMapper());
        this.columns = exported.rows().columns();
        this.names = exported.names().stream().map(SerializedString::new).toList();
        this.hasEpisode = exported.hasEpisode();
        if (exported.needsNote()) {
            json.writeStartObject();
            json.writeFieldName(ExportNote.KEY);
            json.writeTree(exported.note().json());
            json.writeEndObject();
            hasLines = true;
        }
    }

    @Override
    public void write(String episode, WideRow row) throws IOException {
        hasLines = true;
        json.writeStartObject();
        if (hasEpisode) {
            json.writeStringField(ExportedColumns.EPISODE, episode);
        }
        for (int i = 0; i < columns.size(); i++) {
            json.writeFieldName(names.get(i));
            switch (columns.get(i).kind()) {
                case INTEGER -> json.writeNumber(row.integer(i));
                case NUMBER -> writeNumber(row.number(i));
                case LIST -> writeList(row.text(i));
                case TEXT, MIXED -> json.writeString(row.text(i));
            }
        }
        json.writeEndObject();
    }

    private void writeNumber(double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    /** Writes a list as it is stored if that is JSON, as loads store it; otherwise as a text. */
    private void writeList(@Nullable String list) throws IOException {
        if (list != null && list.equals(NumberLists.json(list.toCharArray(), 0, list.length()))) {
            json.writeRawValue(list);
        } else {
            json.writeString(list);
        }
    }

    @Override
    public void end() throws IOException {
        if (hasLines) {
            json.writeRaw('\n');
        }
        json.flush();
    }
}
