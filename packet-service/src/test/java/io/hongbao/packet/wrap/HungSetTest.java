package io.hongbao.packet.wrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.packet.breaker.BreakerSettings;
import io.hongbao.packet.call.TimeoutSettings;
import io.hongbao.packet.decide.ActivateOutcome;
import io.hongbao.packet.decide.OpenOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.PacketOutcome;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.lane.LaneAnswers;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.set.TestSets;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.servers.MariaDbServer;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.Eventually;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One SET's database hangs (SIGSTOP): connections stay open and nothing answers. */
final class HungSetTest {

    private static final SetId HUNG = new SetId(0);
    private static final SetId WELL = new SetId(1);
    private static final UserId SENDER = new UserId(1001);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int CALLS = 100;

    private static final BreakerSettings BREAKER =
            new BreakerSettings(
                    8,
                    4,
                    50,
                    Duration.ofSeconds(1),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5),
                    3,
                    List.of(10, 50, 100),
                    // Each step is long enough to be seen, whatever the machine does meanwhile.
                    Duration.ofSeconds(6));

    /** A try is long enough for the SET that is well, and the healing too, on a busy machine. */
    private static final TimeoutSettings PATIENT =
            new TimeoutSettings(
                    Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(5), 3);

    @TempDir private Path directory;
    private MariaDbServer server;
    private TestSets sets;
    private WrapPacket wrapPacket;

    @BeforeEach
    void start() {
        TestDatabase well = SharedMariaDb.newDatabase();
        server = MariaDbServer.start(directory);
        server.createUser(well.user(), well.password());
        server.createDatabase("set_000");
        var hung = new TestDatabase("set_000", server.url("set_000"), well.user(), well.password());
        sets = TestSets.on(BREAKER, hung, well);
        wrapPacket =
                new WrapPacket(
                        new ConnectedSets(sets.router(), sets.registry()),
                        PATIENT,
                        Clock.systemUTC());
    }

    @AfterEach
    void conserve() {
        server.resume();
        sets.checkConservation();
        sets.close();
        server.close();
    }

    private PacketState wrap() {
        WrapOutcome outcome =
                wrapPacket.wrap(
                        new WrapKey(SENDER, TestSet.newKey()),
                        TestSet.lucky(300_00, 200),
                        new Deadline(Instant.MAX));
        return ((WrapOutcome.Wrapped) outcome).packet();
    }

    /** Wraps until one lands on {@code set}. */
    private PacketState wrapOn(SetId set) {
        return Eventually.value(
                "a packet on SET " + set,
                LIMIT,
                () -> Optional.of(wrap()).filter(packet -> packet.number().set().equals(set)));
    }

    private PacketState activeOn(SetId set) {
        PacketState packet = wrapOn(set);
        var activated = (ActivateOutcome.Activated) call(TestSet.payment(packet, TestSet.now()));
        return activated.packet();
    }

    private <R extends PacketOutcome> CompletableFuture<R> submit(PacketCommand.OfPacket<R> call) {
        return sets.handle(call.number().set()).lanes().submit(call, Instant.now().plus(LIMIT));
    }

    private <R extends PacketOutcome> R call(PacketCommand.OfPacket<R> call) {
        return LaneAnswers.await(submit(call), LIMIT);
    }

    private OpenOutcome open(PacketState packet, long user) {
        return call(new PacketCommand.Open(packet.number(), new UserId(user)));
    }

    private boolean inService(SetId set) {
        return sets.handle(set).breaker().inService();
    }

    /** Wraps as users do, until the SET that hangs is out. All of them get a packet. */
    private void wrapUntilOut() {
        Eventually.isTrue(
                "the SET that hangs is out",
                LIMIT,
                () -> {
                    assertThat(wrap().number().set()).isEqualTo(WELL);
                    return !inService(HUNG);
                });
    }

    @Test
    void every_wrap_heals_and_the_other_set_serves_as_before() {
        PacketState packet = activeOn(WELL);
        wrapOn(HUNG);

        server.hang();
        wrapUntilOut();
        for (long user = 1; user <= CALLS; user++) {
            assertThat(open(packet, user)).isInstanceOf(OpenOutcome.Opened.class);
            assertThat(wrap().number().set()).isEqualTo(WELL);
        }

        assertThat(inService(WELL)).isTrue();
        assertThat(sets.router().weights()).containsEntry(HUNG, 0).containsEntry(WELL, 100);
    }

    @Test
    void calls_for_its_packets_are_refused_at_once_and_touch_nothing_of_it() {
        PacketState packet = activeOn(HUNG);
        server.hang();
        wrapUntilOut();
        Eventually.isTrue("its queues are empty", LIMIT, () -> sets.commandsWaiting(HUNG) == 0);
        long taken = sets.commandsTaken(HUNG);

        for (long user = 1; user <= CALLS; user++) {
            var open = submit(new PacketCommand.Open(packet.number(), new UserId(user)));
            var read = sets.handle(HUNG).lanes().read(packet.number(), Instant.now().plus(LIMIT));

            assertThat(List.of(open, read))
                    .allSatisfy(refused -> {
                        assertThat(refused).isCompletedExceptionally();
                        assertThat(refused.exceptionNow())
                                .isInstanceOfSatisfying(
                                        Unavailable.class,
                                        away -> assertThat(away.retryAfter()).isPresent());
                    });
        }

        assertThat(sets.commandsTaken(HUNG)).isEqualTo(taken);
    }

    @Test
    void what_waits_in_its_lanes_is_refused_when_it_goes_out() {
        PacketState packet = activeOn(HUNG);
        server.hang();
        var waiting =
                LongStream.rangeClosed(1, CALLS)
                        .mapToObj(user ->
                                submit(new PacketCommand.Open(packet.number(), new UserId(user))))
                        .toList();

        wrapUntilOut();

        Eventually.isTrue(
                "all that waited are answered",
                LIMIT,
                () -> waiting.stream().allMatch(CompletableFuture::isDone));
        assertThat(waiting).allSatisfy(open -> assertThat(open).isCompletedExceptionally());
    }

    @Test
    void what_is_remembered_of_a_finished_packet_is_still_shown() {
        PacketState packet = activeOn(HUNG);
        for (long user = 1; user <= packet.terms().shares(); user++) {
            open(packet, user);
        }
        server.hang();
        wrapUntilOut();

        var shown = sets.handle(HUNG).look(packet.number(), Instant.now());

        assertThat(shown).isCompleted();
        assertThat(shown.join().orElseThrow().state()).isEqualTo(StoredState.FINISHED);
    }

    @Test
    void resumed_it_is_back_by_itself_and_its_weight_returns_in_steps() {
        PacketState packet = activeOn(HUNG);
        server.hang();
        wrapUntilOut();
        Set<Integer> shares = new HashSet<>();
        shares.add(sets.handle(HUNG).breaker().sharePercent());

        server.resume();
        Eventually.isTrue(
                "all of its weight is back",
                LIMIT,
                () -> {
                    shares.add(sets.handle(HUNG).breaker().sharePercent());
                    return shares.contains(100);
                });

        assertThat(shares).contains(0, 10, 50, 100);
        assertThat(open(packet, 1)).isInstanceOf(OpenOutcome.Opened.class);
        assertThat(wrapOn(HUNG).state()).isEqualTo(StoredState.UNPAID);
    }
}
