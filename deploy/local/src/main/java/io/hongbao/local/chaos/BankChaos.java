package io.hongbao.local.chaos;

import static java.util.stream.Collectors.toConcurrentMap;

import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.local.load.LoadCall;
import io.hongbao.local.load.RecordingClient;
import io.hongbao.local.load.WrappedPacket;
import io.hongbao.local.part.LocalBank;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuiteProgress;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * Payments, three in four by card, while both banks misbehave in every way and one of two pay
 * services is killed. When the banks are good again every payment must come to a clear end that
 * equals the banks' books. Whatever happens, the banks are good when this returns or throws.
 */
public final class BankChaos {

    private static final int PAYERS = 64;
    private static final long FUNDS_FEN = 10_000_00;
    private static final long TOTAL_FEN = 20;
    private static final int SHARES = 2;
    private static final int CALLS_MAX = 5;
    private static final Duration REPEAT_AFTER = Duration.ofMillis(700);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final LocalSuite suite;
    private final ChaosSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final SuiteProgress progress;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<LocalBank, ChaosBank> banks = new EnumMap<>(LocalBank.class);

    public BankChaos(
            LocalSuite suite,
            ChaosSettings settings,
            Clock clock,
            RandomGenerator random,
            SuiteProgress progress) {
        this.suite = suite;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.progress = progress;
        for (LocalBank bank : LocalBank.values()) {
            banks.put(bank, new ChaosBank(suite, bank, http));
        }
    }

    public ChaosResult run() {
        PaymentDrill.Checked<List<ChaosEnd>> checked =
                new PaymentDrill(suite, clock, progress)
                        .run("bank-chaos", settings.settleMax(), this::heal, this::ends);
        http.close();
        return new ChaosResult(checked.found(), checked.money());
    }

    private List<ChaosEnd> ends(RecordingClient client) {
        List<UserId> payers = payers(client);
        Map<String, List<ChaosPayment>> payments = pay(client, payers);
        progress.say("Waiting until every payment has a clear end");
        var ends = new ArrayList<ChaosEnd>();
        payments.forEach(
                (phase, some) -> some.forEach(payment -> ends.add(end(client, phase, payment))));
        progress.say("Reading what every payer was told");
        Map<UserId, List<String>> told =
                payers.parallelStream().collect(toConcurrentMap(payer -> payer, client::told));
        ends.replaceAll(end -> end.with(told.getOrDefault(end.payment().payer(), List.of())));
        return ends;
    }

    /** Makes good what was broken; for who is interrupted. */
    public void heal() {
        banks.values().forEach(bank -> bank.behave(Map.of()));
        suite.start(PaymentDrill.VICTIM.toString());
    }

    private List<UserId> payers(RecordingClient client) {
        progress.say("Preparing " + PAYERS + " payers");
        long first = 3_000_000_000_000L + 1_000L * random.nextInt(Integer.MAX_VALUE);
        List<UserId> payers =
                LongStream.range(first, first + PAYERS).mapToObj(UserId::new).toList();
        payers.parallelStream().forEach(payer -> client.topUp(payer, "funds", FUNDS_FEN));
        return payers;
    }

    /** The payments of each phase, when all their calls have ended. */
    private Map<String, List<ChaosPayment>> pay(RecordingClient client, List<UserId> payers) {
        var futures = new LinkedHashMap<String, List<Future<Optional<ChaosPayment>>>>();
        List<ChaosPhase> phases = ChaosPhase.ALL_PHASES;
        Duration pause = settings.duration().dividedBy(settings.payments());
        int number = 0;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int at = 0; at < phases.size(); at++) {
                ChaosPhase phase = phases.get(at);
                begin(phase);
                var some = new ArrayList<Future<Optional<ChaosPayment>>>();
                int until = settings.payments() * (at + 1) / phases.size();
                for (; number < until; number++) {
                    int own = number;
                    UserId payer = payers.get(own % payers.size());
                    some.add(executor.submit(() -> payment(client, payer, own)));
                    PayerTasks.hold(pause);
                }
                if (phase.killsInstance()) {
                    suite.start(PaymentDrill.VICTIM.toString());
                }
                futures.put(phase.name(), some);
            }
        }
        var payments = new LinkedHashMap<String, List<ChaosPayment>>();
        futures.forEach((phase, some) ->
                payments.put(
                        phase,
                        some.stream().map(PayerTasks::ended).flatMap(Optional::stream).toList()));
        return payments;
    }

    private void begin(ChaosPhase phase) {
        progress.say(phase.name());
        bank(LocalBank.A).behave(phase.bankA());
        bank(LocalBank.B).behave(phase.bankB());
        if (phase.killsInstance()) {
            suite.kill(PaymentDrill.VICTIM.toString());
        }
    }

    private ChaosBank bank(LocalBank bank) {
        ChaosBank found = banks.get(bank);
        if (found == null) {
            throw new IllegalStateException("every bank is there: " + bank);
        }
        return found;
    }

    /** Empty when no packet could be wrapped. A payer repeats what has no clear answer. */
    private Optional<ChaosPayment> payment(RecordingClient client, UserId payer, int number) {
        Optional<WrappedPacket> packet =
                client.wrap(payer, "chaos-" + number, "LUCKY", TOTAL_FEN, SHARES);
        if (packet.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> card =
                switch (number % 8) {
                    case 0, 4 -> Optional.empty();
                    case 1, 3, 5 -> Optional.of("card-of-" + payer);
                    default -> Optional.of("b-card-of-" + payer);
                };
        var answers = new ArrayList<LoadCall>();
        do {
            if (!answers.isEmpty()) {
                PayerTasks.hold(REPEAT_AFTER);
            }
            answers.add(client.payBy(payer, packet.get(), card));
        } while (answers.size() < CALLS_MAX && isUnclear(answers.getLast()));
        return Optional.of(new ChaosPayment(payer, packet.get(), card, List.copyOf(answers)));
    }

    private static boolean isUnclear(LoadCall call) {
        return call.status() == 0 || call.status() == 202 || call.status() >= 429;
    }

    /** What became of a payment, once nothing about it is unclear. */
    private ChaosEnd end(RecordingClient client, String phase, ChaosPayment payment) {
        long deadline = System.nanoTime() + settings.settleMax().toNanos();
        while (true) {
            String state = client.paymentState(payment.payer(), payment.packet());
            boolean active = client.isPaid(payment.payer(), payment.packet());
            boolean clear = state.equals("PAID") == active && !state.equals("UNCLEAR");
            if (clear || System.nanoTime() > deadline) {
                return new ChaosEnd(
                        phase, payment, state, active, bankOutcomes(payment), List.of());
            }
            PayerTasks.hold(POLL);
        }
    }

    /** Of each attempt by card, what the bank's books say. */
    private List<String> bankOutcomes(ChaosPayment payment) {
        var outcomes = new ArrayList<String>();
        if (payment.card().isPresent()) {
            ChaosBank bank =
                    bank(payment.card().get().startsWith("b-") ? LocalBank.B : LocalBank.A);
            Optional<String> outcome = Optional.of("");
            for (int attempt = 1; outcome.isPresent() && attempt <= CALLS_MAX + 1; attempt++) {
                outcome =
                        bank.outcome(
                                CardDocument.numberOf(payment.packet().orderNumber(), attempt));
                outcome.ifPresent(outcomes::add);
            }
        }
        return List.copyOf(outcomes);
    }
}
