package org.collabenv.episodes.api.resource;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.api.request.Parameter;
import org.collabenv.episodes.api.request.UploadParameters;
import org.collabenv.episodes.source.Format;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Adds the bodies and parameters of uploads to the contract, from their declarations. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DocumentedUploads implements OASFilter {

    static final String LOAD_EPISODE = "loadEpisode";
    static final String ADD_PROPERTIES = "addProperties";
    static final String PREVIEW_FILE = "previewFile";

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        contract.getPaths().getPathItems().values().forEach(item -> item.getOperations()
                .values()
                .forEach(operation -> {
                    if (LOAD_EPISODE.equals(operation.getOperationId())
                            || PREVIEW_FILE.equals(operation.getOperationId())) {
                        document(contract, operation, "Upload", UploadParameters.OF_AN_EPISODE);
                    } else if (ADD_PROPERTIES.equals(operation.getOperationId())) {
                        document(contract, operation, "Addition", UploadParameters.OF_AN_ADDITION);
                    }
                }));
    }

    private static void document(OpenAPI contract, Operation operation, String form, List<Parameter<?>> parameters) {
        contract.getComponents().addSchema(form, form(parameters));
        Content examples = operation.getRequestBody() == null
                ? OASFactory.createContent()
                : operation.getRequestBody().getContent();
        Content content = OASFactory.createContent();
        content.addMediaType(
                MediaType.MULTIPART_FORM_DATA,
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(form)));
        for (Format format : Format.values()) {
            for (String type : format.mediaTypes()) {
                var media = examples.getMediaType(type) == null
                        ? OASFactory.createMediaType()
                        : examples.getMediaType(type);
                content.addMediaType(type, media.schema(file(format.isText())));
            }
        }
        operation.setRequestBody(OASFactory.createRequestBody().required(true).content(content));
        for (Parameter<?> parameter : parameters) {
            operation.addParameter(OASFactory.createParameter()
                    .name(parameter.name())
                    .in(org.eclipse.microprofile.openapi.models.parameters.Parameter.In.QUERY)
                    .description(parameter.description())
                    .schema(schema(parameter)));
        }
    }

    private static Schema form(List<Parameter<?>> parameters) {
        Schema form = OASFactory.createSchema().addType(SchemaType.OBJECT);
        parameters.forEach(parameter ->
                form.addProperty(parameter.name(), schema(parameter).description(parameter.description())));
        return form.addProperty("file", file(false).description("The file; it must be the last part"))
                .addRequired("file");
    }

    private static Schema file(boolean isText) {
        Schema file = OASFactory.createSchema().addType(SchemaType.STRING);
        return isText ? file : file.format("binary");
    }

    private static Schema schema(Parameter<?> parameter) {
        Schema schema = OASFactory.createSchema()
                .addType(
                        switch (parameter.type()) {
                            case STRING -> SchemaType.STRING;
                            case INTEGER -> SchemaType.INTEGER;
                            case NUMBER -> SchemaType.NUMBER;
                            case BOOLEAN -> SchemaType.BOOLEAN;
                        });
        if (!parameter.words().isEmpty()) {
            schema.setEnumeration(new ArrayList<>(parameter.words()));
        }
        String otherwise = parameter.defaultText();
        if (otherwise != null) {
            schema.setDefaultValue(
                    switch (parameter.type()) {
                        case STRING -> otherwise;
                        case INTEGER -> Long.valueOf(otherwise);
                        case NUMBER -> Double.valueOf(otherwise);
                        case BOOLEAN -> Boolean.valueOf(otherwise);
                    });
        }
        return schema;
    }
}
