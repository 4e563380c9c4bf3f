package org.collabenv.episodes.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class OneLineMessagesTest {

    private static final String FORGED = "2026-01-01 INFO [load] load kind=episode outcome=stored";

    @Test
    void furtherLineOfAMessageIsMarked() {
        ExtLogRecord record = record("id=x\n" + FORGED + "\r\n" + FORGED);

        assertThat(message(record)).isEqualTo("id=x\n    | " + FORGED + "\n    | " + FORGED);
    }

    @Test
    void controlCharactersAreWrittenAsTheirCodes() {
        assertThat(message(record("a\u001b[31mb\rc\u2028d\u0085\te")))
                .isEqualTo("a\\u001b[31mb\\u000dc\\u2028d\\u0085\te");
    }

    @Test
    void parametersOfAMessageCountToo() {
        ExtLogRecord record = new ExtLogRecord(Level.WARN, "id=%s", ExtLogRecord.FormatStyle.PRINTF, "test");
        record.setParameters(new Object[] {"x\n" + FORGED});

        new OneLineMessages().isLoggable(record);

        assertThat(message(record)).isEqualTo("id=x\n    | " + FORGED);
    }

    @Test
    void messagesOfAStackTraceAreMarkedToo() {
        ExtLogRecord record = new ExtLogRecord(Level.WARN, "failed", "test");
        IllegalStateException failure =
                new IllegalStateException("x\n" + FORGED, new IllegalArgumentException("y\n" + FORGED));
        failure.addSuppressed(new IllegalStateException("z\n" + FORGED));
        record.setThrown(failure);

        new OneLineMessages().isLoggable(record);

        StringWriter printed = new StringWriter();
        record.getThrown().printStackTrace(new PrintWriter(printed, true));
        assertThat(printed.toString().lines()).noneMatch(line -> line.startsWith(FORGED));
        assertThat(printed.toString())
                .contains("java.lang.IllegalStateException: x\n    | " + FORGED)
                .contains("Caused by: java.lang.IllegalArgumentException: y\n    | " + FORGED)
                .contains("Suppressed: java.lang.IllegalStateException: z\n    | " + FORGED)
                .contains("OneLineMessagesTest.java");
    }

    @Test
    void messageWithoutThemStaysAsItIs() {
        IllegalStateException failure = new IllegalStateException("plain");
        ExtLogRecord record = record("plain\tmessage");
        record.setThrown(failure);

        new OneLineMessages().isLoggable(record);

        assertThat(message(record)).isEqualTo("plain\tmessage");
        assertThat(record.getThrown()).isSameAs(failure);
    }

    private static String message(ExtLogRecord record) {
        return new PatternFormatter("%s").format(record);
    }

    private static ExtLogRecord record(String message) {
        ExtLogRecord record = new ExtLogRecord(Level.INFO, message, ExtLogRecord.FormatStyle.NO_FORMAT, "test");
        new OneLineMessages().isLoggable(record);
        return record;
    }
}
