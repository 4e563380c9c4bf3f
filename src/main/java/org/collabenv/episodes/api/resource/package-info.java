/** TODO. */
@NullMarked
package org.collabenv.episodes.api.resource;

import org.jspecify.annotations.NullMarked;
