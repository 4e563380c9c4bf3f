/**
 * Parses requests and refuses wrong ones before anything is loaded or stored.
 *
 * <p>In come headers, parameters and bodies. Out go an upload whose file is the unread rest of its body
 * ({@code UploadRequest}), small JSON and YAML documents ({@code RequestDocument}), pages ({@code PageRequest}) and ids
 * that can be stored ({@code ResourceIds}). {@code UploadParameters} declares each parameter of an upload once, for the
 * parser as well as for the API's contract.
 *
 * <p>Everything runs on the thread of the request, which waits here for the client's bytes. The framework owns the
 * body; nothing here closes it. A wrong request is an {@link org.collabenv.episodes.trajectory.IngestException} that
 * names the header, parameter or field, and so is a body that is cut off before its file begins. A file that is cut off
 * later is an {@link java.io.IOException} of its stream.
 */
@NullMarked
package org.collabenv.episodes.api.request;

import org.jspecify.annotations.NullMarked;
