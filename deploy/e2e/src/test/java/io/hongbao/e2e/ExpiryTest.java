package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.e2e.Client.Wrapped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What time does to packets, also to those whose SET is dead meanwhile. */
@Order(2)
@TestInstance(Lifecycle.PER_CLASS)
class ExpiryTest {

    private static final int RACED = 200;

    /** So few at once are paid before pay-by is over, also on a busy machine. */
    private static final int WAVE = 20;

    private static final long TOTAL_FEN = 1_00;

    /**
     * So many ms before the end of their packet opens start: most so near that it is a race, a few
     * so far that the first ones win it and the last ones lose it on any machine.
     */
    private static final List<Integer> EARLY_MS =
            List.of(5_000, 2_000, 500, 400, 300, 200, 150, 100, 50, 20, 0, -500);

    /** A packet with all the money of its sender; {@code firstFen} are opened. */
    private record Raced(
            UserId sender, Wrapped packet, int shares, Instant expiresAt, long firstFen) {}

    private record Racer(UserId user, Raced raced, Instant startsAt) {}

    private final RunningSuite suite = RunningSuite.shortLived();
    private final Client client = suite.client();
    private final Clock clock = Clock.systemUTC();

    @AfterEach
    void the_five_invariants_hold() {
        suite.requireClean();
    }

    /** Nobody else wants it, and even one that nobody uses takes its share of the machine. */
    @AfterAll
    void the_suite_ends() {
        suite.close();
    }

    @Test
    void a_packet_paid_while_its_set_was_dead_past_pay_by_becomes_active() {
        UserId sender = suite.fundedUser(10_00);
        UserId opener = suite.newUser();
        Answer wrapped = client.wrap(sender, "k", RefusalsTest.wrapWith(""));
        Wrapped packet = Wrapped.of(wrapped, 1_00);
        String set = "set-" + packet.orderNumber().set();
        suite.kill(set);

        Answer paid = client.pay(sender, packet);
        suite.eventually("pay-by is over", () -> isPast(wrapped.text("payBy")));
        suite.start(set);

        assertThat(paid.text("state")).isEqualTo("PAID");
        suite.eventually("the packet is active", () -> client.open(opener, packet).ok());
    }

    @Test
    void a_packet_paid_while_its_set_was_dead_past_its_lifetime_is_refunded() {
        UserId sender = suite.fundedUser(10_00);
        Wrapped packet = client.wrapped(sender, "k", "LUCKY", 10_00, 2);
        String set = "set-" + packet.orderNumber().set();
        suite.kill(set);

        Answer paid = client.pay(sender, packet);
        suite.eventually("the lifetime is over", () -> isPast(paid.text("expiresAt")));
        suite.start(set);

        assertThat(paid.text("state")).isEqualTo("PAID");
        suite.eventually("the packet is refunded", () -> client.changeFen(sender) == 10_00);
        assertThat(client.open(suite.newUser(), packet).statusAndCode())
                .isEqualTo("410 packet_expired");
    }

    @Test
    void what_nobody_opened_goes_back_to_the_sender_and_unpaid_packets_close() {
        UserId sender = suite.fundedUser(10_00);
        Wrapped unpaid = client.wrapped(sender, "unpaid", "LUCKY", 10_00, 2);
        Wrapped packet = client.wrapped(sender, "paid", "EQUAL", 10_00, 2);
        client.pay(sender, packet);
        UserId opener = suite.newUser();
        assertThat(client.open(opener, packet).number("amountFen")).isEqualTo(5_00);

        suite.eventually("the rest is refunded", () -> client.changeFen(sender) == 5_00);

        UserId late = suite.newUser();
        assertThat(client.open(late, packet).statusAndCode()).isEqualTo("410 packet_expired");
        assertThat(client.grab(late, packet).text("state")).isEqualTo("EXPIRED");
        assertThat(client.open(opener, packet).number("amountFen")).isEqualTo(5_00);
        assertThat(client.details(late, packet).text("seed")).isNotEmpty();
        assertThat(client.pay(sender, unpaid).statusAndCode()).isEqualTo("410 payment_too_late");
        assertThat(client.open(late, unpaid).statusAndCode()).isEqualTo("409 packet_not_paid");
    }

    @Test
    void opens_that_race_the_expiry_get_a_share_or_leave_it_to_the_sender() {
        Collection<Raced> packets = paidAtOnce();
        List<Racer> racers = racers(packets);
        Map<Racer, Answer> answers = new ConcurrentHashMap<>();

        AtOnce.forEach(
                racers,
                racer -> {
                    suite.eventually("the expiry is near", () -> isPast(racer.startsAt()));
                    answers.put(racer, client.open(racer.user(), racer.raced().packet()));
                });

        assertThat(packets.size()).isGreaterThan(RACED / 2);
        assertThat(answers).containsOnlyKeys(racers);
        assertThat(answers.values().stream().map(Answer::statusAndCode).distinct())
                .containsExactlyInAnyOrder("200", "410 packet_expired");
        for (Raced raced : packets) {
            long openedFen = raced.firstFen() + wonFen(raced, answers);
            long leftFen = TOTAL_FEN - openedFen;
            suite.eventually(
                    "what is left is refunded", () -> client.changeFen(raced.sender()) == leftFen);
            assertThat(client.details(raced.sender(), raced.packet()).number("openedFen"))
                    .isEqualTo(openedFen);
        }
    }

    private static long wonFen(Raced raced, Map<Racer, Answer> answers) {
        return answers.entrySet().stream()
                .filter(each -> each.getKey().raced().equals(raced) && each.getValue().ok())
                .mapToLong(each -> each.getValue().number("amountFen"))
                .sum();
    }

    /** All expire within a few seconds; of each, one share is opened. Some may be paid too late. */
    private Collection<Raced> paidAtOnce() {
        List<UserId> senders =
                Stream.generate(() -> suite.fundedUser(TOTAL_FEN)).limit(RACED).toList();
        UserId first = suite.newUser();
        client.token(first);
        var paid = new ConcurrentLinkedQueue<Raced>();
        for (int from = 0; from < RACED; from += WAVE) {
            AtOnce.forEach(
                    senders.subList(from, from + WAVE),
                    sender -> {
                        int shares = 2 + (int) (sender.value() % 2);
                        Wrapped packet = client.wrapped(sender, "k", "LUCKY", TOTAL_FEN, shares);
                        Answer payment = client.pay(sender, packet);
                        if (payment.ok()) {
                            var expiresAt = Instant.parse(payment.text("expiresAt"));
                            Answer opened = client.open(first, packet);
                            long firstFen = opened.ok() ? opened.number("amountFen") : 0;
                            paid.add(new Raced(sender, packet, shares, expiresAt, firstFen));
                        }
                    });
        }
        return paid;
    }

    /** For each share that is left one, some before and some after the packet's end. */
    private List<Racer> racers(Collection<Raced> packets) {
        var racers = new ArrayList<Racer>();
        for (Raced raced : packets) {
            for (int share = 1; share < raced.shares(); share++) {
                int earlyMs = EARLY_MS.get(racers.size() % EARLY_MS.size());
                racers.add(
                        new Racer(suite.newUser(), raced, raced.expiresAt().minusMillis(earlyMs)));
            }
        }
        racers.forEach(racer -> client.token(racer.user()));
        return racers;
    }

    private boolean isPast(String instant) {
        return isPast(Instant.parse(instant));
    }

    private boolean isPast(Instant instant) {
        return clock.instant().isAfter(instant);
    }
}
