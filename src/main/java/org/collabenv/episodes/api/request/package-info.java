/** TODO. */
@NullMarked
package org.collabenv.episodes.api.request;

import org.jspecify.annotations.NullMarked;
