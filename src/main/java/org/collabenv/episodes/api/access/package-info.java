/**
 * Controls access, and logs who did what.
 *
 * <p>In come requests before anything of their bodies is read; out go those that are allowed.
 * {@code TokenAuthentication} identifies the holders of configured tokens, and Quarkus' OpenID Connect (off by default)
 * those of tokens of a lab's identity provider. {@code AccessFilter} asks {@code Role} which role a request needs, and
 * answers a request without that role with a problem document. {@code AuditLog} writes a line for each request that
 * needs a role.
 *
 * <p>Everything here runs on the event loop, which must not be blocked. {@code AccessMode} stops the start if the
 * configuration is wrong or would let everybody in by mistake.
 */
@NullMarked
package org.collabenv.episodes.api.access;

import org.jspecify.annotations.NullMarked;
