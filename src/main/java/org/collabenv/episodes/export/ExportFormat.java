package org.collabenv.episodes.export;

/** The formats of exported files. */
public enum ExportFormat {
    CSV("text/csv; charset=UTF-8", "csv"),
    PARQUET("application/vnd.apache.parquet", "parquet"),
    JSON_LINES("application/x-ndjson", "jsonl");

    private final String mediaType;
    private final String word;

    ExportFormat(String mediaType, String word) {
        this.mediaType = mediaType;
        this.word = word;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Returns the word by which a request names the format, which is also the end of a file's name. */
    public String word() {
        return word;
    }
}
