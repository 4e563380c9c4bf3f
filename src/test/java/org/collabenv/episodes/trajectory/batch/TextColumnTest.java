package org.collabenv.episodes.trajectory.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextColumnTest {

    private static final int ROWS = 100;

    private final TextColumn column = new TextColumn(ROWS);

    @Test
    void memoryForLongTextsIsGivenUpOnceTheyHavePassed() {
        fill("x".repeat(10_000));
        assertThat(column.chars()).hasSizeGreaterThanOrEqualTo(1_000_000);
        assertThat(column.get(ROWS - 1)).hasSize(10_000);

        fill("y");
        fill("z");

        assertThat(column.chars()).hasSizeLessThan(10_000);
        assertThat(column.get(0)).isEqualTo("z");
        assertThat(column.get(ROWS - 1)).isEqualTo("z");
    }

    @Test
    void columnWithoutAnyTextKeepsNoMemory() {
        fill("x".repeat(10_000));
        fill("");
        fill("");

        assertThat(column.chars()).isEmpty();
        assertThat(column.isMissing(ROWS - 1)).isTrue();
    }

    private void fill(String text) {
        for (int row = 0; row < ROWS; row++) {
            if (text.isEmpty()) {
                column.setMissing(row);
            } else {
                column.set(row, text.toCharArray(), 0, text.length());
            }
        }
    }
}
