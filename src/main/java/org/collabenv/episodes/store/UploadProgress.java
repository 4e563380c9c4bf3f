package org.collabenv.episodes.store;

/**
 * The progress of an upload.
 *
 * @param attempt the claim under which the upload runs
 * @param rows rows read so far
 * @param bytes bytes received so far
 */
public record UploadProgress(String uploadId, String attempt, long rows, long bytes) {}
