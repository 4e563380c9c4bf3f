/** TODO. */
@NullMarked
package org.collabenv.episodes.store.tables;

import org.jspecify.annotations.NullMarked;
