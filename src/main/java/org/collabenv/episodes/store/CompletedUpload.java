package org.collabenv.episodes.store;

/**
 * What the ledger is told together with the rows of an upload, in their transaction.
 *
 * @param service the process that claimed it
 * @param rowsRead rows of the file
 * @param bytesReceived bytes of the file
 * @param sha256 digest of the file in hexadecimal
 * @param receipt the receipt as JSON
 */
public record CompletedUpload(
        String uploadId, String service, long rowsRead, long bytesReceived, String sha256, String receipt) {}
