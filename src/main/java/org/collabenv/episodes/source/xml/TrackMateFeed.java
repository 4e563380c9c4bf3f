package org.collabenv.episodes.source.xml;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.collabenv.episodes.source.feed.CellSink;
import org.collabenv.episodes.source.feed.FileColumn;
import org.collabenv.episodes.source.feed.FileColumn.Kind;
import org.collabenv.episodes.source.feed.KeepingFeed;
import org.collabenv.episodes.source.feed.KeptRecords;
import org.collabenv.episodes.source.feed.RecordPlace;
import org.collabenv.episodes.source.options.Limits;
import org.collabenv.episodes.source.value.Texts;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Reads TrackMate's export of tracks to XML: a {@code particle} per track, counted from 0, with a {@code detection} per frame.
 * Tracks that split or merge are not in it.
 */
public final class TrackMateFeed extends KeepingFeed {

    private static final String ROOT = "Tracks";
    private static final String TRACK = "particle";
    private static final String SPOT = "detection";
    private static final List<String> ATTRIBUTES = List.of("t", "x", "y", "z");
    private static final int LONGEST_SHOWN = 100;

    /** The number of elements around a track, below the root, and the track itself. */
    private static final int DEPTH_OF_TRACKS = 1;

    private static final XMLInputFactory XML = factory();

    private final XMLStreamReader xml;
    private final List<FileColumn> columns;
    private int track = -1;
    private int depth;
    private long row;

    private TrackMateFeed(XMLStreamReader xml, List<FileColumn> columns, @Nullable KeptRecords kept) {
        super(kept);
        this.xml = xml;
        this.columns = columns;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /**
     * Opens a file.
     *
     * @param keepsRejects whether the rejected records are kept, as a tidy table
     * @throws IngestException if it does not hold tracks of TrackMate
     */
    public static TrackMateFeed open(InputStream content, Limits limits, boolean keepsRejects) {
        XMLStreamReader xml = root(content);
        if (!xml.getLocalName().equals(ROOT)) {
            throw new IngestException(
                    Problem.UNSUPPORTED_FORMAT,
                    "The file looks like XML with the root '%s'; only the tracks of TrackMate are read as XML (Export tracks to XML file), and its spots as CSV"
                            .formatted(Texts.printable(shortened(xml.getLocalName()))));
        }
        String unit = xml.getAttributeValue(null, "spaceUnits");
        List<FileColumn> columns = new ArrayList<>(
                List.of(new FileColumn("frame", Kind.UNDECLARED), new FileColumn("track_id", Kind.UNDECLARED)));
        ATTRIBUTES.stream().skip(1).forEach(name -> columns.add(new FileColumn(name, Kind.UNDECLARED, unit)));
        return new TrackMateFeed(
                xml, List.copyOf(columns), keepsRejects ? KeptRecords.inCsv(columns, limits.rejects()) : null);
    }

    private static XMLStreamReader root(InputStream content) {
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new BoundedTags(content));
            while (!xml.isStartElement()) {
                xml.next();
            }
            return xml;
        } catch (XMLStreamException e) {
            throw damaged(e);
        }
    }

    private static IngestException damaged(XMLStreamException e) {
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
        return new IngestException(
                Problem.BROKEN_FILE,
                "The XML is damaged, cut off, or has a document type, which is not read: line %d".formatted(line),
                e);
    }

    @Override
    public List<FileColumn> columns() {
        return columns;
    }

    @Override
    public RecordPlace place() {
        return RecordPlace.ROW;
    }

    @Override
    public void begin(boolean[] asNumbers) {
        // A text file declares no numbers: every cell comes as text.
    }

    @Override
    public boolean next(CellSink sink) throws IOException {
        try {
            while (xml.hasNext()) {
                int event = xml.next();
                depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    String name = xml.getLocalName();
                    boolean isTrack = depth == DEPTH_OF_TRACKS && name.equals(TRACK);
                    boolean isSpot = depth == DEPTH_OF_TRACKS + 1 && name.equals(SPOT);
                    if (!isTrack && !isSpot) {
                        throw new IngestException(
                                Problem.BROKEN_FILE,
                                "The XML has an element '%s' among the tracks of TrackMate, where it is not known"
                                        .formatted(Texts.printable(shortened(name))));
                    }
                    if (isSpot) {
                        hand(sink);
                        return true;
                    }
                    track++;
                }
            }
            return false;
        } catch (XMLStreamException e) {
            throw damaged(e);
        }
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST_SHOWN));
    }

    private void hand(CellSink sink) {
        row++;
        List<String> cells = new ArrayList<>();
        for (String attribute : ATTRIBUTES) {
            String value = xml.getAttributeValue(null, attribute);
            cells.add(value == null ? "" : value);
        }
        cells.add(1, String.valueOf(track));
        keep(row, 0, () -> KeptRecords.csv(cells));
        sink.begin(row, 0);
        for (int column = 0; column < cells.size(); column++) {
            char[] cell = cells.get(column).toCharArray();
            sink.text(column, cell, 0, cell.length);
        }
        sink.end(cells.size(), 1);
    }

    @Override
    public void close() {
        try {
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A reader of XML cannot be closed", e);
        }
    }
}
