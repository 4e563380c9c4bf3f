package org.collabenv.episodes.store.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.collabenv.episodes.store.summary.Track.Point;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimationTest {

    /** The points that are kept are those of the track, in its order, with both ends, and as many as may be. */
    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "3, 2", "3, 3", "10, 10", "11, 10", "12, 10", "1000, 3", "1000, 999", "12345, 200"})
    void keepsAsManyPointsAsItMay(int observations, int most) {
        Random random = new Random(observations);
        List<Point> track = new ArrayList<>();
        Decimation decimation = new Decimation(observations, most);
        for (int i = 0; i < observations; i++) {
            Point point = new Point(i, random.nextGaussian(), random.nextGaussian(), i % 3 == 0 ? null : 1.0);
            track.add(point);
            decimation.add(point);
        }

        List<Point> kept = decimation.points();

        assertThat(kept)
                .hasSize(Math.min(observations, most))
                .isSubsetOf(track)
                .isSortedAccordingTo(Comparator.comparing(Point::timeIndex))
                .startsWith(track.get(0))
                .endsWith(track.get(observations - 1))
                .doesNotHaveDuplicates();
    }
}
