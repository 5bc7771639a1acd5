package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.e2e.Client.Wrapped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/**
 * An owner that is stopped (SIGSTOP) with calls unread, and goes on when the second instance has
 * answered them and what it refused for has changed: no answer of 4xx has had an effect.
 */
@Isolated("a stopped instance is missed within a second: what it shall not read is sent before")
@ExtendWith(RunningSuites.class)
class PausedInstanceTest {

    private static final String PAY = "pay-service";
    private static final String PACKET = "packet-service";

    /** More users, and more packets, than are needed for one that this instance owns. */
    private static final int CANDIDATES = 40;

    /** Of one lane, so many are on their way at once: a third would wait, and be sent elsewhere. */
    private static final int ON_THEIR_WAY = 2;

    private static final long TOTAL_FEN = 10_00;

    /** What Linux says of connections, and how it says that the caller has gone. */
    private static final List<Path> CONNECTIONS =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private static final String CLOSE_WAIT = "08";

    private final RunningSuite suite;
    private final Client client;
    private final Client once;

    PausedInstanceTest(RunningSuite suite) {
        this.suite = suite;
        client = suite.client();
        once = client.askingOnce();
    }

    /** What one user asks of one packet. */
    private record Ask(UserId user, Wrapped packet) {

        Answer pay(Client client) {
            return client.pay(user, packet);
        }

        Answer open(Client client) {
            return client.open(user, packet);
        }
    }

    @AfterEach
    void one_instance_is_left_and_the_five_invariants_hold() {
        for (String further : new String[] {PAY + "-2", PACKET + "-2"}) {
            if (suite.has(further)) {
                suite.stop(further);
            }
        }
        suite.requireClean();
    }

    @Test
    void no_payment_told_402_is_made_by_an_instance_that_had_it_unread_when_change_arrived() {
        startSecond(PAY);
        List<Ask> payments =
                Stream.of("wallet-0", "wallet-1")
                        .flatMap(this::ownedUsers)
                        .map(user -> ask(user, wrapped(user, "k")))
                        .toList();
        var paused = new Paused(PAY, suite.services().get(1));
        try (paused) {
            Map<Ask, Answer> first = atOnce(payments, payment -> payment.pay(once));

            assertThat(first.values()).allMatch(answer -> answer.status() == 503);
            for (Ask payment : payments) {
                assertThat(payment.pay(client).statusAndCode())
                        .isEqualTo("402 insufficient_change");
                suite.fund(payment.user(), TOTAL_FEN);
            }
        }

        paused.awaitNothingUnread();
        for (Ask payment : payments) {
            assertThat(stateOf(payment)).isEqualTo("UNPAID");
            assertThat(client.changeFen(payment.user())).isEqualTo(TOTAL_FEN);
        }
        for (Ask payment : payments) {
            assertThat(payment.pay(client).text("state")).isEqualTo("PAID");
        }
    }

    @Test
    void no_open_told_409_takes_a_share_and_nobody_gets_two_when_a_paused_owner_goes_on() {
        startSecond(PACKET);
        suite.eventually(
                "the first gives new packets its own tables only",
                () -> suite.meter(PACKET, "hongbao_fleet_live", "service=\"" + PACKET + "\"") == 2);
        UserId sender = suite.fundedUser(2 * TOTAL_FEN);
        Wrapped paid = ownedPacket(sender, 0);
        Wrapped unpaid = ownedPacket(sender, 1);
        payAndAwaitActive(sender, paid);
        List<Ask> ofPaid = asks(paid);
        List<Ask> ofUnpaid = asks(unpaid);
        var paused = new Paused(PACKET, suite.services().get(0));
        try (paused) {
            Map<Ask, Answer> first = atOnce(both(ofPaid, ofUnpaid), ask -> ask.open(once));

            assertThat(ofPaid).allMatch(ask -> told(first, ask).ok());
            assertThat(ofUnpaid).allMatch(ask -> told(first, ask).status() == 503);
            for (Ask ask : ofUnpaid) {
                assertThat(ask.open(client).statusAndCode()).isEqualTo("409 packet_not_paid");
            }
            payAndAwaitActive(sender, unpaid);
        }

        paused.awaitNothingUnread();
        assertThat(openersOf(sender, unpaid)).isEmpty();
        for (Ask ask : both(ofPaid, ofUnpaid)) {
            assertThat(ask.open(client).number("amountFen")).isEqualTo(TOTAL_FEN / ON_THEIR_WAY);
        }
        assertThat(openersOf(sender, paid)).containsExactlyInAnyOrderElementsOf(users(ofPaid));
        assertThat(openersOf(sender, unpaid)).containsExactlyInAnyOrderElementsOf(users(ofUnpaid));
    }

    private void startSecond(String service) {
        suite.start(service + "-2");
        String label = "service=\"" + service + "\"";
        suite.eventually(
                "the second is called",
                () -> suite.meter("gateway", "hongbao_fleet_live", label) == 2);
    }

    /** Without change, whose calls the first pay service gets. */
    private Stream<UserId> ownedUsers(String wallet) {
        Ownership ownership = suite.ownership();
        return suite.newUsersOfWallet(wallet, CANDIDATES).stream()
                .filter(user -> ownership.ownerOf(user).equals(PAY))
                .limit(ON_THEIR_WAY);
    }

    /** In this SET, whose calls the first packet service gets. */
    private Wrapped ownedPacket(UserId sender, int set) {
        Ownership ownership = suite.ownership();
        return Stream.iterate(0, n -> n + 1)
                .limit(CANDIDATES)
                .map(n -> wrapped(sender, "set-" + set + "-" + n))
                .filter(packet -> packet.orderNumber().set().number() == set)
                .filter(packet -> ownership.ownerOf(packet.orderNumber()).equals(PACKET))
                .findFirst()
                .orElseThrow();
    }

    private Wrapped wrapped(UserId sender, String key) {
        return client.wrapped(sender, key, "EQUAL", TOTAL_FEN, ON_THEIR_WAY);
    }

    private void payAndAwaitActive(UserId sender, Wrapped packet) {
        assertThat(client.pay(sender, packet).text("state")).isEqualTo("PAID");
        assertThat(client.grab(sender, packet).text("state")).isEqualTo("OPENABLE");
    }

    private List<Ask> asks(Wrapped packet) {
        return suite.newUsers(ON_THEIR_WAY).stream().map(user -> ask(user, packet)).toList();
    }

    /** With a token, so that only the call itself is to be sent. */
    private Ask ask(UserId user, Wrapped packet) {
        once.token(user);
        return new Ask(user, packet);
    }

    private static List<Ask> both(List<Ask> some, List<Ask> others) {
        return Stream.of(some, others).flatMap(List::stream).toList();
    }

    private static List<UserId> users(List<Ask> asks) {
        return asks.stream().map(Ask::user).toList();
    }

    /** What each was told. */
    private static Map<Ask, Answer> atOnce(List<Ask> asks, Function<Ask, Answer> call) {
        var answers = new ConcurrentHashMap<Ask, Answer>();
        AtOnce.forEach(asks, ask -> answers.put(ask, call.apply(ask)));
        return answers;
    }

    private static Answer told(Map<Ask, Answer> answers, Ask ask) {
        return Objects.requireNonNull(answers.get(ask));
    }

    private String stateOf(Ask payment) {
        String path = "/v1/packets/" + payment.packet().packetId() + "/payment";
        return client.get(payment.user(), path).text("state");
    }

    private List<UserId> openersOf(UserId viewer, Wrapped packet) {
        var openers = new ArrayList<UserId>();
        for (JsonNode open : client.details(viewer, packet).body().path("opens")) {
            openers.add(new UserId(Long.parseLong(open.path("userId").asString())));
        }
        return openers;
    }

    /** The first instance of a service, stopped from now on until this is closed. */
    private final class Paused implements AutoCloseable {

        private final String instance;
        private final String port;
        private final long timedOutBefore;

        Paused(String instance, URI url) {
            this.instance = instance;
            port = ":" + HexFormat.of().withUpperCase().toHexDigits((short) url.getPort());
            timedOutBefore = timedOut();
            suite.hang(instance);
        }

        @Override
        public void close() {
            suite.resume(instance);
        }

        /** Calls were sent to it in vain, and it has read and ended them all. */
        void awaitNothingUnread() {
            assertThat(timedOut()).isGreaterThan(timedOutBefore);
            suite.eventually("what was unread is read", () -> abandoned() == 0);
        }

        private long timedOut() {
            return suite.meter("gateway", "hongbao_calls_no_answer_total", "reason=\"timed_out\"");
        }

        /** Connections whose callers have gone: it closes each when it has answered the call. */
        private long abandoned() throws IOException {
            long count = 0;
            for (Path connections : CONNECTIONS) {
                count +=
                        Files.readAllLines(connections).stream()
                                .map(line -> line.strip().split("\\s+"))
                                .filter(fields -> fields[1].endsWith(port))
                                .filter(fields -> fields[3].equals(CLOSE_WAIT))
                                .count();
            }
            return count;
        }
    }
}
