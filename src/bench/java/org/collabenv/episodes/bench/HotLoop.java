package org.collabenv.episodes.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What one row costs in a loop that every row goes through, measured by JMH in a process of its own.
 *
 * @param nanoseconds per row
 * @param error half of the width of JMH's interval of 99.9 %
 * @param bytes allocated on the heap per row
 */
record HotLoop(String name, double nanoseconds, double error, double bytes) {

    static List<HotLoop> measure() throws RunnerException {
        Options options = new OptionsBuilder()
                .include("\\.CsvToBatch\\.|\\.BatchToCopy\\.")
                .addProfiler(GCProfiler.class)
                .forks(1)
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .build();
        List<HotLoop> loops = new ArrayList<>();
        for (RunResult result : new Runner(options).run()) {
            loops.add(new HotLoop(
                    result.getParams().getBenchmark().replaceAll(".*\\.(\\w+\\.\\w+)$", "$1"),
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError(),
                    allocated(result)));
        }
        return loops;
    }

    private static double allocated(RunResult result) {
        return Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
    }
}
