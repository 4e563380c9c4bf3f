package org.collabenv.episodes.api.rows;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.collabenv.episodes.api.request.ResourceIds;
import org.collabenv.episodes.export.ExportFormat;
import org.collabenv.episodes.store.rows.Selection;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of a request for stored rows, which select them and the file's format. */
public class RowSelection {

    private static final String ALL = "*";
    private static final String NONE = "none";
    private static final Map<String, Selection.Order> ORDERS =
            Map.of("sent", Selection.Order.SENT, "time", Selection.Order.TIME, "agent", Selection.Order.AGENT);
    private static final Map<String, Boolean> AGENTS = Map.of("labels", false, "ids", true);
    private static final Map<String, ExportFormat> FORMATS =
            Arrays.stream(ExportFormat.values()).collect(Collectors.toMap(ExportFormat::word, format -> format));
    private static final Set<String> NAMES =
            Set.of("format", "from", "to", "step", "agent_id", "agent_type", "properties", "order", "agents");

    @QueryParam("format")
    @Parameter(
            description = "The format of the file; it goes before the header `Accept`",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"csv", "parquet", "jsonl"}))
    @Nullable
    List<String> format;

    @QueryParam("from")
    @Parameter(description = "The first frame", schema = @Schema(type = SchemaType.INTEGER))
    @Nullable
    List<String> from;

    @QueryParam("to")
    @Parameter(description = "The last frame", schema = @Schema(type = SchemaType.INTEGER))
    @Nullable
    List<String> to;

    @QueryParam("step")
    @Parameter(
            description = "Only every so many-th frame, counted from `from`, or else from frame 0",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "1"))
    @Nullable
    List<String> step;

    @QueryParam("agent_id")
    @Parameter(
            description = "Only this agent, by its label if it has one; several times for several agents",
            schema = @Schema(type = SchemaType.STRING))
    @Nullable
    List<String> agentId;

    @QueryParam("agent_type")
    @Parameter(
            description = "Only agents of this type; several times for several types",
            schema = @Schema(type = SchemaType.STRING))
    @Nullable
    List<String> agentType;

    @QueryParam("properties")
    @Parameter(
            description = "The properties, separated by commas; `none` for none, `*` for all",
            schema = @Schema(type = SchemaType.STRING, defaultValue = ALL))
    @Nullable
    List<String> properties;

    @QueryParam("order")
    @Parameter(
            description = "The order of the rows: as they were sent, frame by frame, or agent by agent",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            defaultValue = "sent",
                            enumeration = {"sent", "time", "agent"}))
    @Nullable
    List<String> order;

    @QueryParam("agents")
    @Parameter(
            description = "How agents that have labels are given: by these, or by their numbers in the tables",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            defaultValue = "labels",
                            enumeration = {"labels", "ids"}))
    @Nullable
    List<String> agents;

    @Context
    @Nullable
    UriInfo uri;

    @Context
    @Nullable
    HttpHeaders headers;

    /**
     * Parses the selection.
     *
     * @throws IngestException if a parameter is unknown or wrong
     */
    public Selection selection() {
        if (uri != null) {
            uri.getQueryParameters().keySet().stream()
                    .filter(name -> !NAMES.contains(name))
                    .findFirst()
                    .ifPresent(RowSelection::refuse);
        }
        String given = one("step", step);
        int every = given == null ? 1 : number("step", given);
        if (every < 1) {
            throw wrong("step", "a number from 1 on is expected");
        }
        String list = one("properties", properties);
        if (list == null && uri != null && uri.getQueryParameters().containsKey("properties")) {
            list = NONE; // as it is written without a value
        }
        return new Selection(
                frame("from", from),
                frame("to", to),
                every,
                all("agent_id", agentId),
                all("agent_type", agentType),
                list == null || list.equals(ALL) ? null : names(list),
                word("order", order, ORDERS, Selection.Order.SENT),
                word("agents", agents, AGENTS, false));
    }

    private static void refuse(String unknown) {
        throw new IngestException(
                Problem.INVALID_PARAMETER,
                "The parameter '%s' is unknown; these are known: %s"
                        .formatted(unknown, NAMES.stream().sorted().collect(Collectors.joining(", "))));
    }

    /** Returns the format that the query names, or else the first one that the client accepts. */
    public ExportFormat format(ExportFormat usual) {
        return word("format", format, FORMATS, accepted(usual));
    }

    private ExportFormat accepted(ExportFormat usual) {
        List<MediaType> types = headers == null ? List.of() : headers.getAcceptableMediaTypes();
        for (MediaType type : types) {
            for (ExportFormat candidate : ExportFormat.values()) {
                if (!type.isWildcardType()
                        && MediaType.valueOf(candidate.mediaType()).isCompatible(type)) {
                    return candidate;
                }
            }
        }
        return usual;
    }

    private static List<String> names(String list) {
        return list.equals(NONE)
                ? List.of()
                : Arrays.stream(list.split(",", -1))
                        .map(String::strip)
                        .distinct()
                        .toList();
    }

    private static List<String> all(String name, @Nullable List<String> values) {
        if (values == null) {
            return List.of();
        }
        values.forEach(value -> ResourceIds.queried(name, value));
        return List.copyOf(values);
    }

    private static @Nullable String one(String name, @Nullable List<String> given) {
        List<String> values = all(name, given);
        if (values.size() > 1) {
            throw wrong(name, "it is given more than once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private static @Nullable Integer frame(String name, @Nullable List<String> given) {
        String text = one(name, given);
        return text == null ? null : number(name, text);
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number is expected");
        }
    }

    private static <T> T word(String name, @Nullable List<String> given, Map<String, T> words, T usual) {
        String text = one(name, given);
        if (text == null) {
            return usual;
        }
        T meaning = words.get(text);
        if (meaning == null) {
            throw wrong(
                    name,
                    "one of these is expected: "
                            + words.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return meaning;
    }

    private static IngestException wrong(String name, String why) {
        return new IngestException(Problem.INVALID_PARAMETER, "The parameter %s is wrong: %s".formatted(name, why));
    }
}
