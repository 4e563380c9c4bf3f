/**
 * The resources of the API: each calls a load or a table and answers.
 *
 * <p>In come requests that {@code access} has allowed, parsed by {@code request}. Out go JSON documents, whose records
 * are declared here, files, and problem documents. {@code DocumentedUploads} and {@code DocumentedProblems} complete
 * the contract at build time.
 *
 * <p>Resources run on worker threads, which may block; the framework owns the bodies of requests and closes them.
 * Whatever is thrown here is answered by {@code ProblemMappers}: an
 * {@link org.collabenv.episodes.trajectory.IngestException} with its own problem, anything else as an internal error.
 */
@NullMarked
package org.collabenv.episodes.api.resource;

import org.jspecify.annotations.NullMarked;
