/**
 * Times whole loads against what else could be done with the same files: {@link org.collabenv.episodes.bench.Benchmark}.
 *
 * <p>The service is the packaged one, in a process of its own, behind real HTTP. Every contender loads the same rows into
 * the same tables of the same database, as durably, and what it stored is counted after each load. Nothing here is part
 * of the service.
 */
@NullMarked
package org.collabenv.episodes.bench;

import org.jspecify.annotations.NullMarked;
