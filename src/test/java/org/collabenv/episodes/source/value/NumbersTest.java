package org.collabenv.episodes.source.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-7, -7",
        "3.0, 3",
        "3e2, 300",
        "2147483647, 2147483647",
        "-2147483648, -2147483648",
        "'  5 ', 5",
        "007, 7"
    })
    void wholeNumbersOfIntRangeAreRead(String text, long expected) {
        assertThat(integer(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "3.5", "2147483648", "-2147483649", "1e10", "0x1f", "12a", "nan", "99999999999999"})
    void anythingElseIsNoWholeNumber(String text) {
        assertThat(integer(text)).isEqualTo(Numbers.NOT_AN_INT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1d", "2f", "0x1p3", "", " ", "1,5", "1_000", "--1", "1e", "e5", "3e3078", "nan", "Infinit"})
    void labelsThatJavaReadsAsNumbersAreNone(String text) {
        assertThat(real(text)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "inf, Infinity",
        "-INF, -Infinity",
        "+Infinity, Infinity",
        ".5, 0.5",
        "1., 1.0",
        "+2, 2.0",
        "1E-3, 0.001"
    })
    void realNumbersAreReadAsProgramsWriteThem(String text, double expected) {
        assertThat(real(text)).isEqualTo(expected);
    }

    @Test
    void everyDoubleIsReadBitForBit() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.doubleToRawLongBits(real(Double.toString(value))))
                        .isEqualTo(Double.doubleToRawLongBits(value));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "-01", "0x1f", "12e34", "4008e1"})
    void zeroPaddedAndHexadecimalTextsAreLabels(String text) {
        assertThat(Numbers.isNumberByItself(text.toCharArray(), 0, text.length()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.0", "1.5e10", "1e+05", "inf", " 3 "})
    void plainNumbersAreNumbersByThemselves(String text) {
        assertThat(Numbers.isNumberByItself(text.toCharArray(), 0, text.length()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "1.0, true", "-3, true", "001, false", "3e2, false", "+1, false", "2147483648, false"})
    void idsAreWholeOnlyIfTheyLookLikeIt(String text, boolean whole) {
        assertThat(Numbers.isWholeByItself(text.toCharArray(), 0, text.length()))
                .isEqualTo(whole);
    }

    @Test
    void onlyTheGivenCharactersAreRead() {
        char[] buffer = "912.54".toCharArray();

        assertThat(Numbers.real(buffer, 1, 4)).isEqualTo(12.5);
        assertThat(Numbers.integer(buffer, 0, 2)).isEqualTo(91);
        assertThat(Numbers.plainInteger(buffer, 1, 2)).isEqualTo(12);
    }

    private static long integer(String text) {
        return Numbers.integer(text.toCharArray(), 0, text.length());
    }

    private static double real(String text) {
        return Numbers.real(text.toCharArray(), 0, text.length());
    }
}
