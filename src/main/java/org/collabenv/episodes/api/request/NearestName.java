package org.collabenv.episodes.api.request;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name that a mistyped one may have meant. */
final class NearestName {

    private static final int LONGEST = 200;

    private NearestName() {}

    static String of(String name, Collection<String> known) {
        String bounded = name.length() <= LONGEST ? name : name.substring(0, LONGEST);
        return known.stream()
                .min(Comparator.comparing(
                        candidate -> LevenshteinDistance.getDefaultInstance().apply(candidate, bounded)))
                .orElseThrow();
    }
}
