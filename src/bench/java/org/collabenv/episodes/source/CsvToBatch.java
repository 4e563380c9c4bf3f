package org.collabenv.episodes.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.collabenv.episodes.bench.Rows;
import org.collabenv.episodes.source.options.Destination;
import org.collabenv.episodes.source.options.ReadingOptions;
import org.collabenv.episodes.testing.TestSources;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From the bytes of a CSV file to checked batches; per row of 18 columns, what opening the file costs included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CsvToBatch {

    private byte[] file = {};

    @Setup
    public void writeFile() throws IOException {
        file = Rows.csv();
    }

    /** All batches of the file. */
    @Benchmark
    @OperationsPerInvocation(Rows.COUNT)
    public long read() throws IOException {
        long rows = 0;
        try (RecordSource source = open(file)) {
            while (source.read()) {
                rows += source.batch().size();
            }
        }
        if (rows != Rows.COUNT) {
            throw new IllegalStateException(rows + " rows were read");
        }
        return rows;
    }

    /** A source of the file whose first batch has not been read yet. */
    public static RecordSource open(byte[] file) throws IOException {
        return TestSources.usual()
                .open(
                        new ByteArrayInputStream(file),
                        ReadingOptions.USUAL,
                        new TestSources.Defined(Map.of(), Set.of("agent")),
                        new Destination.Observations(null));
    }
}
