/**
 * HTTP in and out: the resources, the parameters of an upload, small JSON and YAML documents, and problem documents.
 *
 * <p>Runs on worker threads, which may block: the body of an upload is read as it arrives and never kept.
 */
@NullMarked
package org.collabenv.episodes.api;

import org.jspecify.annotations.NullMarked;
