package io.hongbao.bench.moments;

import io.hongbao.bench.check.Databases;
import io.hongbao.bench.load.Hold;
import io.hongbao.bench.moments.MomentsClient.Answer;
import io.hongbao.bench.report.DrillReport;
import io.hongbao.bench.watch.Meters;
import io.hongbao.contracts.id.UserId;
import io.hongbao.local.chaos.ChaosBank;
import io.hongbao.local.drill.MoneyCheck;
import io.hongbao.local.part.LocalBank;
import io.hongbao.local.suite.InstanceName;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.reconcile.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Users view moments at an even rate and pay by card, while the bank fails as {@link MomentPhase}
 * says. Whatever happens, the bank is good when this returns or throws, and the packet service
 * runs.
 */
public final class MomentsDrill {

    private static final InstanceName VICTIM = new InstanceName(InstanceName.PACKET, 2);

    private static final int VIEWERS = 2_000;
    private static final int POSTERS = 20;
    private static final long FROM_FEN = 100;
    private static final long TO_FEN = 200;
    private static final Duration SETTLE_MAX = Duration.ofMinutes(4);
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final LocalSuite suite;
    private final Clock clock;
    private final RandomGenerator random;
    private final Consumer<String> say;
    private final int viewsInAll;
    private final MomentsSeries series = new MomentsSeries(MomentPhase.seconds());
    private final HttpClient http = HttpClient.newHttpClient();
    private final ChaosBank bank;
    private long startNanos;

    /**
     * Nothing happens yet.
     *
     * @param viewsInAll how many views are made, each of another viewer or moment
     */
    public MomentsDrill(
            LocalSuite suite,
            int viewsInAll,
            Clock clock,
            RandomGenerator random,
            Consumer<String> say) {
        this.suite = suite;
        this.viewsInAll = viewsInAll;
        this.clock = clock;
        this.random = random;
        this.say = say;
        bank = new ChaosBank(suite, LocalBank.A, http);
    }

    /** Says, draws and keeps what it found; whether all that must hold held. */
    public boolean held() {
        var interrupt = new Thread(this::heal);
        Runtime.getRuntime().addShutdownHook(interrupt);
        MomentsResult result = run();
        Runtime.getRuntime().removeShutdownHook(interrupt);
        List<String> broken = MomentsVerdict.broken(result);
        List<String> lines = MomentsPage.lines(result, broken);
        return new DrillReport(
                        "moments", clock.instant(), lines, broken, MomentsPage.html(result, lines))
                .tell(suite, say);
    }

    private MomentsResult run() {
        boolean made = !suite.instances(InstanceName.PACKET).contains(VICTIM);
        suite.start(VICTIM.toString());
        List<MomentView> views;
        var broken = new ArrayList<String>();
        var rates = new TreeMap<String, List<double[]>>();
        try (var client = new MomentsClient(suite.gateway());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long first = 5_000_000_000_000L + 1_000L * random.nextInt(Integer.MAX_VALUE);
            List<UserId> viewers = users(first, VIEWERS);
            List<UserId> posters = users(first + VIEWERS, POSTERS);
            List<String> moments = prepare(client, viewers, posters);
            warmUp(client, viewers, posters);
            startNanos = System.nanoTime();
            var phases = CompletableFuture.runAsync(this::phases, threads);
            var looks = CompletableFuture.runAsync(() -> watch(rates), threads);
            views = views(client, viewers, moments);
            phases.join();
            looks.join();
            say.accept("Waiting until every payment has a clear end");
            broken.addAll(new CheckViews(client, SETTLE_MAX).wrong(views));
        } finally {
            heal();
            http.close();
        }
        if (made) {
            suite.stop(VICTIM.toString());
        }
        say.accept("Checking that no money was lost or made");
        return new MomentsResult(
                series,
                rates,
                views,
                broken,
                new Databases(suite).viewsPaidTwice(),
                money().clean());
    }

    /** Makes good what was broken. */
    private void heal() {
        bank.behave(Map.of());
        suite.start(VICTIM.toString());
    }

    private static List<UserId> users(long first, int count) {
        return LongStream.range(first, first + count).mapToObj(UserId::new).toList();
    }

    /** As many moments as give each viewer another one for each view. */
    private List<String> prepare(MomentsClient client, List<UserId> viewers, List<UserId> posters) {
        say.accept("Preparing " + viewers.size() + " viewers and their moments");
        viewers.parallelStream().forEach(client::introduce);
        int count = Math.ceilDiv(viewsInAll, viewers.size());
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    UserId poster = posters.get(number % posters.size());
                    Answer posted = client.post(poster, "drill-" + number, FROM_FEN, TO_FEN);
                    if (!posted.ok()) {
                        throw new IllegalStateException("no moment: " + posted.outcome());
                    }
                    return posted.text("momentId");
                })
                .toList();
    }

    /** Programs that have just started are slow, and so refuse views: nothing of it counts. */
    private void warmUp(MomentsClient client, List<UserId> viewers, List<UserId> posters) {
        say.accept("Warming up for " + WARM_UP.toSeconds() + " s");
        long until = System.nanoTime() + WARM_UP.toNanos();
        Duration pause = Duration.ofSeconds(series.seconds()).dividedBy(viewsInAll);
        String moment = "";
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; System.nanoTime() < until; number++) {
                int turn = number / viewers.size();
                if (number % viewers.size() == 0) {
                    moment =
                            client.post(posters.getFirst(), "warm-up-" + turn, FROM_FEN, TO_FEN)
                                    .text("momentId");
                }
                UserId viewer = viewers.get(number % viewers.size());
                String shown = moment;
                threads.execute(() -> {
                    Answer decided = client.view(viewer, shown);
                    if (decided.text("state").equals("TO_PAY")) {
                        client.pay(viewer, shown, decided.text("payTicket"), "card-of-" + viewer);
                    }
                });
                Hold.during(pause);
            }
        }
    }

    private void phases() {
        for (MomentPhase phase : MomentPhase.ALL) {
            holdUntil(phase.from());
            say.accept(phase.name());
            bank.behave(phase.bank());
            if (phase.killed()) {
                suite.kill(VICTIM.toString());
                holdUntil((phase.from() + phase.to()) / 2.0);
                suite.start(VICTIM.toString());
            }
        }
    }

    private void watch(Map<String, List<double[]>> rates) {
        for (int second = 0; second < series.seconds(); second++) {
            holdUntil(second * LOOK.toNanos() / 1e9);
            for (InstanceName name : suite.instances(InstanceName.PACKET)) {
                Map<String, Double> values = Meters.of(suite.managementOf(name)).values();
                Double rate = values.get("hongbao_moments_free_rate");
                if (rate != null) {
                    rates.computeIfAbsent(name.toString(), _ -> new ArrayList<>())
                            .add(new double[] {second, rate});
                }
            }
        }
    }

    /** One view after the other of each moment, at an even rate, each in a thread of its own. */
    private List<MomentView> views(
            MomentsClient client, List<UserId> viewers, List<String> moments) {
        var viewing = new ViewAndPay(client, series, startNanos);
        var futures = new ArrayList<Future<MomentView>>();
        double perSecond = (double) viewsInAll / series.seconds();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < viewsInAll; number++) {
                holdUntil(number / perSecond);
                UserId viewer = viewers.get(number % viewers.size());
                String moment = moments.get(number / viewers.size());
                futures.add(threads.submit(() -> viewing.view(viewer, moment)));
            }
        }
        return futures.stream().map(Future::resultNow).toList();
    }

    private Report money() {
        Path history = MoneyCheck.historyFile(suite, "moments", clock);
        try {
            Files.createFile(history);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + history, e);
        }
        return MoneyCheck.of(suite, history).checkSettled(SETTLE_MAX);
    }

    private void holdUntil(double second) {
        Hold.until(startNanos, Duration.ofNanos((long) (second * 1e9)));
    }
}
