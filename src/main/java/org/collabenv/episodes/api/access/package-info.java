/**
 * Who may do what, and who did: in come requests before anything of their bodies is read, out go those that may go on.
 *
 * <p>{@code TokenAuthentication} knows whoever has a configured token, OpenID Connect (Quarkus' own, off by default)
 * whoever has one of a lab's identity provider; {@code AccessFilter} asks {@code Role} what the request needs, answers
 * the others with a problem document, and leaves a line of audit for each. Runs on the event loop, which must not block.
 */
@NullMarked
package org.collabenv.episodes.api.access;

import org.jspecify.annotations.NullMarked;
