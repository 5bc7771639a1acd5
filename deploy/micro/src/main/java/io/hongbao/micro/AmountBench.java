package io.hongbao.micro;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.amount.PacketSeed;
import io.hongbao.contracts.amount.ShareAmounts;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.money.Money;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The amounts of a packet, decided when it is opened for the first time. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class AmountBench {

    private final DayKeys seedKeys = Samples.dayKeys();

    @Param({"10", "500"})
    public int shares;

    @Benchmark
    public List<Money> allOfOnePacket() {
        return ShareAmounts.of(
                PacketKind.LUCKY,
                new Money(shares * 20L),
                shares,
                PacketSeed.of(seedKeys, Samples.NUMBER));
    }
}
