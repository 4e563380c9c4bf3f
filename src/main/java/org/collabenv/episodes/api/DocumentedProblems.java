package org.collabenv.episodes.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.collabenv.episodes.ingest.ProblemDocument;
import org.collabenv.episodes.trajectory.Problem;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Adds to the contract what each operation may refuse, by status. The tests hold that nothing else is answered. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DocumentedProblems implements OASFilter {

    private static final Set<Problem> BY_DOCUMENTS = EnumSet.of(
            Problem.INVALID_PARAMETER,
            Problem.INVALID_DOCUMENT,
            Problem.INCOMPLETE_UPLOAD,
            Problem.TOO_LARGE,
            Problem.UNSUPPORTED_FORMAT,
            Problem.DEFINITION_IN_USE,
            Problem.DISK_FULL);

    private static final Set<Problem> NOT_BY_LOADS =
            EnumSet.of(Problem.INVALID_DOCUMENT, Problem.DEFINITION_IN_USE, Problem.NOT_FOUND);

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        contract.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> document(path, method, operation)));
    }

    private static void document(String path, HttpMethod method, Operation operation) {
        if (path.equals("/")) {
            return;
        }
        Map<Integer, Map<String, String>> refusals = new TreeMap<>();
        refusals.put(401, Map.of("unauthorized", "No valid token"));
        refusals.put(403, Map.of("forbidden", "The token does not allow this"));
        refusals.put(500, Map.of("internal-error", "The service failed"));
        for (Problem problem : problems(path, method, operation)) {
            refusals.computeIfAbsent(ProblemDocument.status(problem), first -> new TreeMap<>())
                    .put(problem.slug(), problem.title());
        }
        if (operation.getRequestBody() != null) {
            refusals.computeIfAbsent(415, first -> new TreeMap<>())
                    .put("unsupported-media-type", "The Content-Type is none of those");
        }
        refusals.forEach((status, titles) -> add(operation.getResponses(), String.valueOf(status), titles));
    }

    private static Set<Problem> problems(String path, HttpMethod method, Operation operation) {
        Set<Problem> problems = EnumSet.of(Problem.DATABASE_UNAVAILABLE, Problem.DATABASE_BUSY);
        if (path.contains("{")) {
            problems.add(Problem.NOT_FOUND);
        }
        switch (method) {
            case POST -> problems.addAll(EnumSet.complementOf(EnumSet.copyOf(NOT_BY_LOADS)));
            case PUT -> problems.addAll(BY_DOCUMENTS);
            case DELETE -> problems.add(Problem.EPISODE_BUSY);
            default -> {
                if (hasQuery(operation)) {
                    problems.add(Problem.INVALID_PARAMETER);
                }
            }
        }
        return problems;
    }

    private static boolean hasQuery(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> parameter.getIn() == Parameter.In.QUERY);
    }

    /** Where an example is there already, it stays. */
    private static void add(APIResponses responses, String status, Map<String, String> titles) {
        StringBuilder description = new StringBuilder("Refused.");
        titles.forEach((slug, title) -> description
                .append(" `")
                .append(slug)
                .append("`: ")
                .append(title)
                .append('.'));
        APIResponse response = responses.getAPIResponse(status);
        if (response == null) {
            response = OASFactory.createAPIResponse();
        }
        Content content = response.getContent() == null ? OASFactory.createContent() : response.getContent();
        MediaType problem = content.getMediaType(ProblemDocument.MEDIA_TYPE);
        if (problem == null) {
            problem = OASFactory.createMediaType();
        }
        content.addMediaType(
                ProblemDocument.MEDIA_TYPE,
                problem.schema(OASFactory.createSchema().ref("Problem")));
        responses.addAPIResponse(
                status, response.description(description.toString()).content(content));
    }
}
