package org.collabenv.episodes.api.resource;

import jakarta.ws.rs.core.Response;

/** Answers a PUT. */
final class PutAnswer {

    private PutAnswer() {}

    /** Returns 201 if the request created the resource, otherwise 200, with the resource as it is now. */
    static Response of(boolean created, Object now) {
        return Response.status(created ? Response.Status.CREATED : Response.Status.OK)
                .entity(now)
                .build();
    }
}
