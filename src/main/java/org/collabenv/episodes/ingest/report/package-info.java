/**
 * The reports of loads: stages, metrics, log line and trace.
 *
 * <p>A {@link org.collabenv.episodes.ingest.report.LoadReport} belongs to the thread of its request and is published once,
 * at the end of the load. Nothing here fails a load.
 */
@NullMarked
package org.collabenv.episodes.ingest.report;

import org.jspecify.annotations.NullMarked;
