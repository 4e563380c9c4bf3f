package org.collabenv.episodes.store.postgres;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.collabenv.episodes.bench.Rows;
import org.collabenv.episodes.source.CsvToBatch;
import org.collabenv.episodes.source.RecordSource;
import org.collabenv.episodes.trajectory.batch.RecordBatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From a batch to the bytes of both binary COPYs; per row of an observation with nine property values. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchToCopy {

    private static final int ROWS = 4096;

    @SuppressWarnings("NullAway.Init") // by JMH
    private RecordSource source;

    @SuppressWarnings("NullAway.Init") // by JMH
    private RecordBatch batch;

    @SuppressWarnings("NullAway.Init") // by JMH
    private ObservationEncoder encoder;

    @SuppressWarnings("NullAway.Init") // by JMH
    private StagingEncoder staging;

    private final CopyBuffer observations = new CopyBuffer();
    private final CopyBuffer values = new CopyBuffer();

    @Setup
    public void fillBatch() throws IOException {
        source = CsvToBatch.open(Rows.csv());
        source.read();
        batch = source.batch();
        encoder = new ObservationEncoder("reference-0000", batch);
        staging = new StagingEncoder(encoder, batch);
        if (batch.size() != ROWS) {
            throw new IllegalStateException(batch.size() + " rows are in a batch");
        }
    }

    @TearDown
    public void close() {
        source.close();
    }

    /** All rows of the batch. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int encode() {
        observations.clear();
        values.clear();
        for (int row = 0; row < ROWS; row++) {
            encoder.add(row, observations);
            staging.add(row, values);
        }
        return observations.size() + values.size();
    }
}
