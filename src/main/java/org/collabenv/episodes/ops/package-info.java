/** How the service is run: what makes it ready, and the HTTP server's settings that no configuration key reaches. */
@NullMarked
package org.collabenv.episodes.ops;

import org.jspecify.annotations.NullMarked;
