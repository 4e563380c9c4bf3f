package org.collabenv.episodes.api.request;

/** Derives safe names from the file names that clients give. */
final class FileNames {

    private static final int LONGEST = 200;
    private static final int LONGEST_STEM = 160;

    private FileNames() {}

    /** Returns the last part of a path with either separator; characters that cannot be shown become underscores. */
    static String withoutFolders(String fileName) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String printable = name.replaceAll("[\\p{Cntrl}\\p{Cs}]", "_");
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST);
    }

    /** Returns the beginning of an episode id: the name up to its first dot, with the characters that an id allows. */
    static String stem(String fileName) {
        int dot = fileName.indexOf('.');
        String stem = (dot > 0 ? fileName.substring(0, dot) : fileName).replaceAll("[^A-Za-z0-9_-]+", "_");
        String bounded = stem.length() <= LONGEST_STEM ? stem : stem.substring(0, LONGEST_STEM);
        return bounded.isEmpty() ? "episode" : bounded;
    }
}
