package org.collabenv.episodes.store.tables;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;

/** The description of a session that an upload makes, until somebody writes another. */
final class SessionOrigin {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SessionOrigin() {}

    /** Returns an id as people write it: words in place of separators, the first one with a capital. */
    static String name(String id) {
        String words = id.replaceAll("[_\\-.:\\s]+", " ").strip();
        return words.isEmpty() ? id : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Returns which program made the session, in which version, and from which file, as JSON. */
    static String metadata(String fileName) {
        ObjectNode metadata = JSON.createObjectNode();
        metadata.put("loader", "episode-ingest");
        ConfigProvider.getConfig()
                .getOptionalValue("quarkus.application.version", String.class)
                .ifPresent(version -> metadata.put("version", version));
        metadata.put("file", fileName);
        return metadata.toString();
    }
}
