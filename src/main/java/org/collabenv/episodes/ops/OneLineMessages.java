package org.collabenv.episodes.ops;

import io.quarkus.logging.LoggingFilter;
import java.util.Arrays;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a client sends from looking like a line of the log. A message may quote an id or a library's words about
 * one, so control characters are written as their codes, and a further line of a message begins with a mark.
 */
@LoggingFilter(name = "one-line-messages")
public final class OneLineMessages implements Filter {

    private static final ExtFormatter MESSAGE = new PatternFormatter("%s");
    private static final String FURTHER_LINE = "\n    | ";
    private static final Pattern LINE_END = Pattern.compile("\r?\n");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}&&[^\n\t]]");

    @Override
    public boolean isLoggable(LogRecord record) {
        if (record instanceof ExtLogRecord known) {
            String message = MESSAGE.format(known);
            String safe = safe(message);
            if (safe != null && !safe.equals(message)) {
                known.setMessage(safe, ExtLogRecord.FormatStyle.NO_FORMAT);
            }
            known.setThrown(safe(known.getThrown()));
        }
        return true;
    }

    private static @Nullable String safe(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String marked = LINE_END.matcher(text).replaceAll(FURTHER_LINE);
        return CONTROL.matcher(marked).replaceAll(control -> "\\\\u%04x"
                .formatted((int) control.group().charAt(0)));
    }

    private static @Nullable Throwable safe(@Nullable Throwable thrown) {
        return thrown == null || isSafe(thrown) ? thrown : new Shown(thrown);
    }

    private static boolean isSafe(Throwable thrown) {
        boolean itself = thrown.toString().equals(safe(thrown.toString()));
        return itself
                && (thrown.getCause() == null || isSafe(thrown.getCause()))
                && Arrays.stream(thrown.getSuppressed()).allMatch(OneLineMessages::isSafe);
    }

    /** A throwable as it is printed: the same class, stack and causes, and a message without line ends. */
    @SuppressWarnings("OverrideThrowableToString") // it prints the name of another class
    private static final class Shown extends Throwable {

        private static final long serialVersionUID = 1;

        private final String text;

        Shown(Throwable original) {
            super(null, original.getCause() == null ? null : new Shown(original.getCause()), true, true);
            text = String.valueOf(safe(original.toString()));
            setStackTrace(original.getStackTrace());
            for (Throwable suppressed : original.getSuppressed()) {
                addSuppressed(new Shown(suppressed));
            }
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
