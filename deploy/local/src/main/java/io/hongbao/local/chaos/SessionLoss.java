package io.hongbao.local.chaos;

import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.local.load.LoadCall;
import io.hongbao.local.load.RecordingClient;
import io.hongbao.local.load.WrappedPacket;
import io.hongbao.local.part.LocalBank;
import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuiteProgress;
import io.hongbao.local.watch.ActuatorClient;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Payments by card at a slow bank, each sent twice, while one of two pay services is killed: its
 * sessions are gone. Whoever was in the middle of paying there starts again, and nobody pays twice.
 */
public final class SessionLoss {

    private static final long TOTAL_FEN = 20;
    private static final int SHARES = 2;
    private static final int DECLINERS = 20;
    private static final int CALLS_MAX = 30;
    private static final int WRAPS_MAX = 10;
    private static final int TOO_MANY = 429;
    private static final int DECLINED = 402;
    private static final Duration REPEAT_AFTER = Duration.ofMillis(500);
    private static final Duration SECOND_TAP_AFTER = Duration.ofMillis(200);
    private static final Duration SETTLE_MAX = Duration.ofMinutes(4);
    private static final String JOINED = "hongbao.cashier.repeats?tag=outcome:joined";
    private static final Map<String, ?> SLOW =
            Map.of("delay", Map.of("kind", "FIXED", "ms", 1_200));

    private final LocalSuite suite;
    private final int payments;
    private final Clock clock;
    private final RandomGenerator random;
    private final SuiteProgress progress;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ChaosBank bank;

    /**
     * @param payments how many, over ten seconds; the instance is killed in their middle
     */
    public SessionLoss(
            LocalSuite suite,
            int payments,
            Clock clock,
            RandomGenerator random,
            SuiteProgress progress) {
        if (payments < 10 || payments > 10_000) {
            throw new IllegalArgumentException("must be 10 to 10000: payments=" + payments);
        }
        this.suite = suite;
        this.payments = payments;
        this.clock = clock;
        this.random = random;
        this.progress = progress;
        bank = new ChaosBank(suite, LocalBank.A, http);
    }

    /**
     * A payment: the calls of the first tap and its repeats, and the one call of the second tap.
     */
    private record DoublePayment(
            UserId payer, WrappedPacket packet, List<LoadCall> first, LoadCall second) {}

    public SessionLossResult run() {
        PaymentDrill.Checked<SessionLossResult> checked =
                new PaymentDrill(suite, clock, progress)
                        .run("session-loss", SETTLE_MAX, this::heal, this::pay);
        http.close();
        return checked.found().with(checked.money());
    }

    /** Makes good what was broken; for who is interrupted. */
    public void heal() {
        bank.behave(Map.of());
        suite.start(PaymentDrill.VICTIM.toString());
    }

    private SessionLossResult pay(RecordingClient client) {
        List<UserId> payers = users(payments + DECLINERS);
        List<UserId> decliners = payers.subList(payments, payers.size());
        progress.say("Declined cards, until the cashier refuses them");
        List<WrappedPacket> declinedPackets =
                decliners.stream().map(payer -> wrap(client, payer)).toList();
        int refusedBefore = refusedDecliners(client, decliners, declinedPackets, 6);
        bank.behave(SLOW);
        progress.say("Payments by card, each sent twice");
        double joinedBefore = joined();
        var killed = new long[1];
        List<DoublePayment> all = payAll(client, payers.subList(0, payments), killed);
        bank.behave(Map.of());
        int refusedAfter = refusedDecliners(client, decliners, declinedPackets, 1);
        int unpaid = 0;
        int debitedTwice = 0;
        for (DoublePayment payment : all) {
            if (!paid(client, payment)) {
                unpaid++;
            }
            if (debits(payment) > 1) {
                debitedTwice++;
            }
        }
        List<DoublePayment> again =
                all.stream().filter(payment -> payment.first().size() > 1).toList();
        double longest =
                again.stream()
                        .mapToDouble(
                                payment -> (payment.first().getLast().endNanos() - killed[0]) / 1e9)
                        .max()
                        .orElse(0);
        return new SessionLossResult(
                all.size(),
                again.size(),
                longest,
                Math.round(joined() - joinedBefore),
                unpaid,
                debitedTwice,
                DECLINERS,
                refusedBefore,
                refusedAfter,
                Optional.empty());
    }

    /** Calls that joined a payment under way at the instance that lives, since it was started. */
    private double joined() {
        try (var actuators = new ActuatorClient()) {
            return actuators
                    .gauge(suite.managementOf(PaymentDrill.SURVIVOR), JOINED)
                    .orElseThrow(() -> new StartException("a pay service tells no " + JOINED));
        }
    }

    private List<DoublePayment> payAll(
            RecordingClient client, List<UserId> payers, long[] killedNanos) {
        Duration pause = Duration.ofSeconds(10).dividedBy(payers.size());
        var futures = new ArrayList<Future<DoublePayment>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int at = 0; at < payers.size(); at++) {
                UserId payer = payers.get(at);
                futures.add(executor.submit(() -> payTwice(client, payer)));
                if (at == payers.size() / 2) {
                    killedNanos[0] = System.nanoTime();
                    suite.kill(PaymentDrill.VICTIM.toString());
                    progress.say(
                            PaymentDrill.VICTIM + " is killed (kill -9), and its sessions with it");
                }
                PayerTasks.hold(pause);
            }
        }
        return futures.stream().map(PayerTasks::ended).toList();
    }

    private DoublePayment payTwice(RecordingClient client, UserId payer) {
        WrappedPacket packet = wrap(client, payer);
        Optional<String> card = Optional.of("card-of-" + payer);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<LoadCall> second =
                    executor.submit(() -> {
                        PayerTasks.hold(SECOND_TAP_AFTER);
                        return client.payBy(payer, packet, card);
                    });
            var first = new ArrayList<LoadCall>();
            do {
                if (!first.isEmpty()) {
                    PayerTasks.hold(REPEAT_AFTER);
                }
                first.add(client.payBy(payer, packet, card));
            } while (!first.getLast().ok() && first.size() < CALLS_MAX);
            return new DoublePayment(payer, packet, List.copyOf(first), PayerTasks.ended(second));
        }
    }

    /** How many of them the cashier refuses at last, without asking the bank. */
    private static int refusedDecliners(
            RecordingClient client, List<UserId> payers, List<WrappedPacket> packets, int calls) {
        int refused = 0;
        for (int at = 0; at < payers.size(); at++) {
            UserId payer = payers.get(at);
            WrappedPacket packet = packets.get(at);
            List<Integer> answers =
                    IntStream.range(0, calls)
                            .mapToObj(_ ->
                                    client.payBy(payer, packet, Optional.of("card-declined"))
                                            .status())
                            .toList();
            if (answers.getLast() == TOO_MANY) {
                refused++;
            } else if (answers.getLast() != DECLINED) {
                throw new StartException("a declined card was answered " + answers);
            }
        }
        return refused;
    }

    private boolean paid(RecordingClient client, DoublePayment payment) {
        return client.paymentState(payment.payer(), payment.packet()).equals("PAID");
    }

    /** How often the bank's books say that the card was debited for the packet. */
    private int debits(DoublePayment payment) {
        int debits = 0;
        Optional<String> outcome = Optional.of("");
        for (int attempt = 1; outcome.isPresent() && attempt <= CALLS_MAX; attempt++) {
            outcome = bank.outcome(CardDocument.numberOf(payment.packet().orderNumber(), attempt));
            if (outcome.filter("DEBITED"::equals).isPresent()) {
                debits++;
            }
        }
        return debits;
    }

    private WrappedPacket wrap(RecordingClient client, UserId payer) {
        for (int tries = 0; tries < WRAPS_MAX; tries++) {
            Optional<WrappedPacket> packet =
                    client.wrap(payer, "session-loss", "LUCKY", TOTAL_FEN, SHARES);
            if (packet.isPresent()) {
                return packet.get();
            }
            PayerTasks.hold(REPEAT_AFTER);
        }
        throw new StartException("a packet could not be wrapped");
    }

    private List<UserId> users(int count) {
        long first = 4_000_000_000_000L + 100_000L * random.nextInt(10_000_000);
        return LongStream.range(first, first + count).mapToObj(UserId::new).toList();
    }
}
