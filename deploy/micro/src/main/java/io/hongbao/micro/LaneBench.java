package io.hongbao.micro;

import io.hongbao.lanes.lane.Lane;
import io.hongbao.lanes.lane.LaneSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A command's way into a lane, to its worker and back, with a handler that does nothing: alone,
 * when it pays for waking the worker and its caller, and among 64 others.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class LaneBench {

    private static final int CROWD = 64;

    private Lane<Integer, Integer> lane = start();

    @Setup
    public void open() {
        lane.close();
        lane = start();
    }

    private Lane<Integer, Integer> start() {
        return Lane.start(
                LaneSettings.of("micro", "micro"),
                batch -> batch,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    @TearDown
    public void close() {
        lane.close();
    }

    @Benchmark
    public Integer alone() {
        return lane.submit(1, Instant.MAX).join();
    }

    @Benchmark
    @OperationsPerInvocation(CROWD)
    public int amongOthers() {
        List<CompletableFuture<Integer>> answers = new ArrayList<>(CROWD);
        for (int i = 0; i < CROWD; i++) {
            answers.add(lane.submit(i, Instant.MAX));
        }
        int sum = 0;
        for (CompletableFuture<Integer> answer : answers) {
            sum += answer.join();
        }
        return sum;
    }
}
