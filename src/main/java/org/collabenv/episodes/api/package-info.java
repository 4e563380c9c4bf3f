/**
 * The HTTP interface of the service.
 *
 * <p>In come requests; out go JSON documents, files and problem documents. {@code access} decides which requests are
 * allowed, {@code request} parses headers, parameters and bodies, and {@code resource} calls {@code ingest} and
 * {@code store} and answers.
 *
 * <p>{@code access} runs on the event loop, the rest on worker threads, which may block: the body of an upload is read
 * as it arrives and never kept. The framework owns the request and its body. A failure becomes a problem document.
 */
@NullMarked
package org.collabenv.episodes.api;

import org.jspecify.annotations.NullMarked;
