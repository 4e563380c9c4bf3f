/** What the tests share: databases, the packaged service as a process, and a look at the tables. */
@NullMarked
package org.collabenv.episodes.testing;

import org.jspecify.annotations.NullMarked;
