package org.collabenv.episodes.api.resource;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.TreeMap;
import org.collabenv.episodes.ingest.answer.ProblemDocument;
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

/** Adds the refusals of each operation to the contract, by status. Tests verify that nothing else is answered. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DocumentedProblems implements OASFilter {

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
        for (Problem problem : Problem.values()) {
            if (concerns(problem, path, method, operation)) {
                refusals.computeIfAbsent(problem.status(), first -> new TreeMap<>())
                        .put(problem.slug(), problem.title());
            }
        }
        refusals.forEach((status, titles) -> add(operation.getResponses(), String.valueOf(status), titles));
    }

    private static boolean concerns(Problem problem, String path, HttpMethod method, Operation operation) {
        return switch (problem) {
            case NOT_FOUND -> path.contains("{");
            case INVALID_PARAMETER -> method != HttpMethod.DELETE && (method != HttpMethod.GET || hasQuery(operation));
            default ->
                problem.concerns(
                        switch (method) {
                            case POST -> Problem.Operation.LOAD;
                            case PUT -> Problem.Operation.DOCUMENT;
                            case DELETE -> Problem.Operation.DELETE;
                            default -> Problem.Operation.READ;
                        });
        };
    }

    private static boolean hasQuery(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> parameter.getIn() == Parameter.In.QUERY);
    }

    /** Adds the refusals with one status; an example that exists already stays. */
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
