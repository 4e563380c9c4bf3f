package org.collabenv.episodes.source.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeAxisTest {

    @ParameterizedTest
    @CsvSource({
        "2016-01-12T13:02:11Z, 2016-01-12T13:02:11Z",
        "2016-01-12 13:02:11, 2016-01-12T13:02:11Z",
        "2016-01-12 13:02, 2016-01-12T13:02:00Z",
        "2016-01-12T13:02:11.218000001+02:00, 2016-01-12T11:02:11.218000001Z",
        "2016-01-12t13:02:11+0530, 2016-01-12T07:32:11Z",
        "2016-01-12 13:02:11 +01, 2016-01-12T12:02:11Z"
    })
    void timestampsAreReadInUtcUnlessTheyHaveAnOffset(String text, Instant expected) {
        assertThat(TimeAxis.instant(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2016-01-12",
                "12.01.2016 13:02:11",
                "2016-02-30 13:02:11",
                "2016-01-12 25:02:11",
                "2016-01-12T13:02:11Z and more than forty characters",
                "noon"
            })
    void anythingElseIsNoTimestamp(String text) {
        assertThat(TimeAxis.instant(text)).isNull();
    }

    @Test
    void firstTimeIsFrameZeroUnlessAnOriginIsGiven() {
        TimeAxis axis = new TimeAxis(25);

        assertThat(axis.origin()).isNull();
        assertThat(axis.frame(10.0)).isZero();
        assertThat(axis.frame(10.04)).isEqualTo(1);
        assertThat(axis.frame(9.96)).isEqualTo(-1);
        assertThat(axis.origin()).isEqualTo("10.0");
    }

    @Test
    void framesAreRoundedToTheNearest() {
        TimeAxis axis = new TimeAxis(30);
        axis.startAt("0");

        assertThat(axis.frame(1 / 3.0)).isEqualTo(10);
        assertThat(axis.frame(0.0166)).isZero();
        assertThat(axis.frame(0.0167)).isEqualTo(1);
    }

    @Test
    void originOfTimestampsAndSecondsIsTheSame() {
        Instant origin = Instant.parse("2020-03-01T12:00:00.250Z");
        TimeAxis axis = new TimeAxis(4);
        axis.startAt(origin.toString());

        assertThat(axis.frame(origin.plusMillis(500))).isEqualTo(2);
        assertThat(axis.frame(origin.getEpochSecond() + 0.75)).isEqualTo(2);
        assertThat(TimeAxis.instant(Objects.requireNonNull(axis.origin()))).isEqualTo(origin);
    }

    @Test
    void timesTooFarFromTheOriginHaveNoFrame() {
        TimeAxis axis = new TimeAxis(1000);
        axis.startAt("0");

        assertThat(axis.frame(3e6)).isEqualTo(TimeAxis.OUT_OF_RANGE);
        assertThat(axis.frame(Double.NaN)).isEqualTo(TimeAxis.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @CsvSource({"12.5, true", "-3, true", "2016-01-12T13:02:11Z, true", "noon, false", "inf, false", "'', false"})
    void originsAreSecondsOrTimestamps(String text, boolean possible) {
        assertThat(TimeAxis.isTime(text)).isEqualTo(possible);
    }
}
