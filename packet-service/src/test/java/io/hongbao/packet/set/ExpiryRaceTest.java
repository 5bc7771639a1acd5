package io.hongbao.packet.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.event.PacketRefundedV1;
import io.hongbao.contracts.event.ShareOpenedV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.decide.ExpireOutcome;
import io.hongbao.packet.decide.OpenOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * The last opens of a packet race its refund, on two instances that both believe to own it. The
 * SET's clock alone decides: every share is opened or refunded, never both, never neither.
 */
final class ExpiryRaceTest {

    private static final UserId SENDER = new UserId(1001);
    private static final int TRIES = 10_000;
    private static final int TRIES_AT_ONCE = 500;
    private static final int SHARES = 3;

    /** Fewer shares opened of so many tries, and the opens came too late to be a race. */
    private static final int OPENED_MIN = TRIES_AT_ONCE * SHARES / 5;

    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** The first packets live so long; later ones longer, as long as too few are opened in time. */
    private static final long LIFETIME_MS_MIN = 400;

    private static final long LIFETIME_MS_MAX = 25_600;

    /** On a slow machine it is over when packets have lived so long, after fewer tries. */
    private static final long WAITED_MS_MAX = 40_000;

    @Test
    void every_share_is_opened_or_refunded_and_never_both() {
        try (TestSet one = TestSet.on(SharedMariaDb.newDatabase());
                TestSet other = TestSet.on(one.database())) {
            var sums = new Sums();
            Seeds.once(random -> {
                long lifetimeMs = LIFETIME_MS_MIN;
                long waitedMs = 0;
                while (sums.tries < TRIES && waitedMs < WAITED_MS_MAX) {
                    long before = sums.opened;
                    new Race(one, other, random, lifetimeMs).run(sums);
                    sums.tries += TRIES_AT_ONCE;
                    waitedMs += lifetimeMs;
                    boolean machineIsSlow = sums.opened - before < OPENED_MIN;
                    if (machineIsSlow && lifetimeMs < LIFETIME_MS_MAX) {
                        lifetimeMs *= 2;
                    }
                }
            });

            // Both sides won often enough for this to have been a race.
            assertThat(sums.opened).isGreaterThan(sums.tries / 10);
            assertThat(sums.refunded).isGreaterThan(sums.tries / 10);
            assertThat(sums.opened + sums.refunded).isEqualTo(sums.tries * SHARES);
            one.awaitEmptyOutbox();
            Eventually.passes(
                    "each refund and each open is told once",
                    LIMIT,
                    () -> {
                        assertThat(
                                        told(one, PacketRefundedV1.TYPE)
                                                + told(other, PacketRefundedV1.TYPE))
                                .isEqualTo(sums.refunds);
                        assertThat(told(one, ShareOpenedV1.TYPE) + told(other, ShareOpenedV1.TYPE))
                                .isEqualTo(sums.opened);
                    });
            one.checkConservation();
        }
    }

    private static final class Sums {
        private long tries;
        private long opened;
        private long refunded;
        private long refunds;
    }

    private static long told(TestSet set, String type) {
        return set.events(type).size();
    }

    /** One try: a packet, three opens and two refunds around the end of its time. */
    private record Try(
            PacketState packet,
            List<CompletableFuture<OpenOutcome>> opens,
            List<CompletableFuture<ExpireOutcome>> refunds) {

        void awaitAll() {
            opens.forEach(TestSet::await);
            refunds.forEach(TestSet::await);
        }
    }

    /** A try that is over, and what became of the packet. */
    private record Ended(
            Try race,
            CompletableFuture<ExpireOutcome> lastRefund,
            CompletableFuture<Optional<PacketState>> stored) {

        /** What came too early for everybody is refunded here, as the next round would. */
        static Ended of(TestSet set, Try race) {
            OrderNumber number = race.packet().number();
            CompletableFuture<ExpireOutcome> last = set.submit(new PacketCommand.Expire(number));
            return new Ended(
                    race,
                    last,
                    last.thenCompose(
                            _ -> set.handle().lanes().read(number, Instant.now().plus(LIMIT))));
        }

        void count(Sums sums) {
            int refunds = TestSet.await(lastRefund) instanceof ExpireOutcome.Refunded ? 1 : 0;
            for (CompletableFuture<ExpireOutcome> refund : race.refunds()) {
                refunds += TestSet.await(refund) instanceof ExpireOutcome.Refunded ? 1 : 0;
            }
            Set<OpenedShare> opened = opened();
            PacketState packet = TestSet.await(stored).orElseThrow();
            assertThat(packet.opens().shares()).containsExactlyInAnyOrderElementsOf(opened);
            assertThat(refunds).isLessThanOrEqualTo(opened.size() == SHARES ? 0 : 1);
            assertThat(packet.state())
                    .isEqualTo(
                            opened.size() == SHARES ? StoredState.FINISHED : StoredState.REFUNDED);
            sums.opened += opened.size();
            sums.refunds += opened.size() == SHARES ? 0 : 1;
            sums.refunded += SHARES - opened.size();
        }

        private Set<OpenedShare> opened() {
            Set<OpenedShare> opened = new HashSet<>();
            for (CompletableFuture<OpenOutcome> open : race.opens()) {
                switch (TestSet.await(open)) {
                    case OpenOutcome.Opened(var share) -> assertThat(opened.add(share)).isTrue();
                    // A lost answer to a commit, asked about again.
                    case OpenOutcome.OpenedBefore(var share) ->
                            assertThat(opened.add(share)).isTrue();
                    case OpenOutcome.Finished _, OpenOutcome.Expired _ -> {}
                    case OpenOutcome.NotFound _,
                            OpenOutcome.NotPaid _,
                            OpenOutcome.NotARecipient _ ->
                            throw new AssertionError("paid and open to all");
                }
            }
            return opened;
        }
    }

    /** So many packets whose opens and refunds all come around the same moment. */
    private record Race(TestSet one, TestSet other, RandomGenerator random, long lifetimeMs) {

        void run(Sums sums) {
            List<CompletableFuture<WrapOutcome>> wraps = new ArrayList<>();
            for (int i = 0; i < TRIES_AT_ONCE; i++) {
                var draft = TestSet.lucky(30, SHARES, Duration.ofMillis(lifetimeMs));
                wraps.add(one.submit(TestSet.wrapCommand(SENDER, TestSet.newKey(), draft)));
            }
            List<PacketState> packets =
                    wraps.stream()
                            .map(wrap -> ((WrapOutcome.Wrapped) TestSet.await(wrap)).packet())
                            .toList();
            Instant paidAt = TestSet.now();
            packets.stream()
                    .map(packet -> one.submit(TestSet.payment(packet, paidAt)))
                    .toList()
                    .forEach(TestSet::await);

            List<Try> tries =
                    packets.stream()
                            .map(packet -> start(packet, paidAt.plusMillis(lifetimeMs)))
                            .toList();

            tries.forEach(Try::awaitAll);
            List<Ended> all = tries.stream().map(each -> Ended.of(one, each)).toList();
            all.forEach(each -> each.count(sums));
        }

        private Try start(PacketState packet, Instant end) {
            List<CompletableFuture<OpenOutcome>> opens = new ArrayList<>();
            for (long user = 1; user <= SHARES; user++) {
                TestSet set = random.nextBoolean() ? one : other;
                var open = new PacketCommand.Open(packet.number(), new UserId(user));
                opens.add(at(end, offsetMs(-60, 20), () -> set.submit(open)));
            }
            List<CompletableFuture<ExpireOutcome>> refunds = new ArrayList<>();
            for (TestSet set : List.of(one, other)) {
                var expire = new PacketCommand.Expire(packet.number());
                refunds.add(at(end, offsetMs(-20, 40), () -> set.submit(expire)));
            }
            return new Try(packet, opens, refunds);
        }

        /** From one to the other, in the time of packets that live longer as much longer. */
        private long offsetMs(int fromMs, int toMs) {
            return random.nextInt(fromMs, toMs) * (lifetimeMs / LIFETIME_MS_MIN);
        }
    }

    private interface Call<R> {
        CompletableFuture<R> start();
    }

    private static <R> CompletableFuture<R> at(Instant end, long offsetMs, Call<R> call) {
        long waitMs = Math.max(0, Duration.between(Instant.now(), end).toMillis() + offsetMs);
        var answer = new CompletableFuture<R>();
        CompletableFuture.delayedExecutor(waitMs, TimeUnit.MILLISECONDS)
                .execute(() -> {
                    var _ =
                            call.start()
                                    .whenComplete((outcome, failure) -> {
                                        if (failure == null) {
                                            answer.complete(outcome);
                                        } else {
                                            answer.completeExceptionally(failure);
                                        }
                                    });
                });
        return answer;
    }
}
