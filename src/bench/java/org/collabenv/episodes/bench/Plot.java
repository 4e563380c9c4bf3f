package org.collabenv.episodes.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The timings as bars, a group per work and database, each contender's median as a multiple of ours. */
final class Plot {

    private static final int WIDTH = 860;
    private static final int BAR = 18;
    private static final int GAP = 6;
    private static final int NAMES = 230;
    private static final int FIGURES = 150;

    /** Longer bars are cut: what takes ten times as long needs no exact length. */
    private static final double MOST = 4;

    private final Results results;

    Plot(Results results) {
        this.results = results;
    }

    String svg() {
        StringBuilder bars = new StringBuilder();
        int y = 10;
        for (String group :
                results.timings().stream().map(Plot::group).distinct().toList()) {
            List<Timing> timings = results.timings().stream()
                    .filter(timing -> group(timing).equals(group))
                    .toList();
            double ours = timings.get(0).median();
            text(bars, 0, y + BAR, "font-weight=\"bold\"", group);
            y += BAR + GAP;
            for (Timing timing : timings) {
                bar(bars, y, timing, timing.median() / ours);
                y += BAR + GAP;
            }
            y += 2 * GAP;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="white"/>
                %s</svg>
                """.formatted(WIDTH, y, bars);
    }

    private static String group(Timing timing) {
        return timing.work() + ", " + timing.database();
    }

    private static void bar(StringBuilder bars, int y, Timing timing, double ratio) {
        double unit = (WIDTH - NAMES - FIGURES) / MOST;
        boolean ours = timing.contender().equals(Service.NAME);
        text(bars, 12, y + BAR - 5, "", timing.contender());
        bars.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                NAMES,
                y,
                unit * Math.min(ratio, MOST),
                BAR,
                ours ? "#2a6f97" : "#b8c4cc"));
        String figure = String.format(
                Locale.ROOT,
                "%.2f s%s%s",
                timing.median(),
                ours ? "" : ", ×%.2f".formatted(ratio),
                ratio > MOST ? " →" : "");
        text(bars, NAMES + (int) (unit * Math.min(ratio, MOST)) + 8, y + BAR - 5, "", figure);
    }

    private static void text(StringBuilder bars, int x, int y, String attributes, String content) {
        String escaped = content.chars()
                .mapToObj(c -> c == '&' ? "&amp;" : c == '<' ? "&lt;" : String.valueOf((char) c))
                .collect(Collectors.joining());
        bars.append("<text x=\"%d\" y=\"%d\" %s>%s</text>%n".formatted(x, y, attributes, escaped));
    }
}
