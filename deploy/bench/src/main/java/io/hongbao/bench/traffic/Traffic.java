package io.hongbao.bench.traffic;

import io.hongbao.bench.check.AnswerLog;
import io.hongbao.bench.crowd.Crowd;
import io.hongbao.bench.crowd.PaidPacket;
import io.hongbao.bench.crowd.UnopenedPackets;
import io.hongbao.bench.load.Work;
import io.hongbao.bench.traffic.GrabBatch.Grab;
import io.hongbao.bench.traffic.OpenTurns.Turn;
import io.hongbao.bench.traffic.ViewBatch.View;
import io.hongbao.bench.traffic.WrapAndPay.PayBy;
import io.hongbao.bench.traffic.WrapAndPay.Wish;
import io.hongbao.contracts.ticket.Tickets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the users of one run do; nobody of them ever does the same thing twice. */
public final class Traffic {

    /** Enough that a batch has many packets, and few enough that they are in every memory. */
    private static final int PACKETS_AT_A_TIME = 200;

    /** Packets that are grabbed and looked at; a fifth of them at least still has shares. */
    private static final int RECENT_PACKETS = 1_000;

    /** A lucky share is 1 to 39 fen then: an error of one fen cannot hide. */
    private static final long FEN_A_SHARE = 20;

    private static final int SENDERS = 400;

    /** The most that one top-up may be; enough for 10,000 packets of 10 shares. */
    private static final long FUNDS_FEN = 2_000_000;

    private final Crowd crowd;
    private final UnopenedPackets stock;
    private final AnswerLog answers;
    private final Credentials gateway;
    private final Credentials direct;
    private final RandomGenerator random;
    private final int batch;
    private final RecentPackets recent = new RecentPackets(RECENT_PACKETS);
    private final OpenTurns turnsOfMany;
    private final OpenTurns turnsOfHot;
    private final long[] fundsFen = new long[SENDERS];
    private final Deque<Integer> unfunded =
            new ArrayDeque<>(IntStream.range(0, SENDERS).boxed().toList());
    private final MomentViews moments;
    private long wraps;
    private long reads;
    private long topUps;

    /** A run's traffic; {@code batch} items are in a call that goes straight to a service. */
    public Traffic(
            Crowd crowd,
            UnopenedPackets stock,
            AnswerLog answers,
            Tickets tickets,
            InstantSource clock,
            RandomGenerator random,
            int batch) {
        this.crowd = crowd;
        this.stock = stock;
        this.answers = answers;
        this.random = random;
        this.batch = batch;
        gateway = new Credentials(crowd, tickets, clock, Via.GATEWAY);
        direct = new Credentials(crowd, tickets, clock, Via.DIRECT);
        moments = new MomentViews(crowd, answers, SENDERS, this::reserve);
        turnsOfMany =
                new OpenTurns(stock, crowd, Scenario.OPEN_MANY.shares(), PACKETS_AT_A_TIME, recent);
        turnsOfHot =
                new OpenTurns(stock, crowd, Scenario.OPEN_HOT.shares(), 1, new RecentPackets(1));
    }

    /** What the scenario's users do, until nothing prepared is left. */
    public Work of(Scenario scenario, Via via) {
        return switch (scenario) {
            case OPEN_MANY -> opens(turnsOfMany, via);
            case OPEN_HOT -> opens(turnsOfHot, via);
            case GRAB -> grabs(via);
            case DETAILS -> views(via);
            case WRAP_PAY -> () -> wrapAndPay(scenario.shares(), via, PayBy.CHANGE);
            case CARD_PAY -> () -> wrapAndPay(scenario.shares(), via, PayBy.CARD);
            case MOMENTS -> moments::next;
            case MIX -> mix();
        };
    }

    /** How many packets must be in stock for so many operations of the scenario. */
    public int packetsFor(Scenario scenario, long operations) {
        return switch (scenario) {
            case OPEN_MANY, OPEN_HOT ->
                    Math.toIntExact(operations / scenario.shares() + PACKETS_AT_A_TIME);
            case MIX ->
                    Math.toIntExact(
                            operations / (Mix.OPERATIONS / Mix.OPENS) / scenario.shares()
                                    + PACKETS_AT_A_TIME);
            case GRAB -> RECENT_PACKETS;
            case DETAILS -> recent.room();
            case WRAP_PAY, CARD_PAY, MOMENTS -> 0;
        };
    }

    /** How many moments must be posted for so many operations of the scenario. */
    public int momentsMissing(Scenario scenario, long operations) {
        return scenario == Scenario.MOMENTS ? moments.missing(operations) : 0;
    }

    /** Posts them. */
    public Work posts(Scenario scenario, long operations) {
        return times(momentsMissing(scenario, operations), moments::post);
    }

    /** Opens, until as many packets have some as the scenario looks at. */
    public Work opensFor(Scenario scenario) {
        Work opens = opens(turnsOfMany, Via.GATEWAY);
        return () -> scenario == Scenario.DETAILS && recent.room() > 0 ? opens.next() : null;
    }

    /** Wraps and pays so many packets, for stock. */
    public Work prepare(int packets, int shares) {
        return times(packets, () -> wrapAndPay(shares, Via.GATEWAY, PayBy.CHANGE));
    }

    /** The first user opens this packet, once. */
    public Work openOnce(PaidPacket packet) {
        return times(1, () -> new OpenOne(new Turn(packet, crowd.user(0)), crowd, answers));
    }

    private static Work times(int count, Work each) {
        var left = new int[] {count};
        return () -> left[0]-- > 0 ? each.next() : null;
    }

    /** Gives senders change to send: every one who has none yet. */
    public Work topUps() {
        return () -> {
            Integer sender = unfunded.poll();
            if (sender == null) {
                return null;
            }
            fundsFen[sender] = FUNDS_FEN;
            return new TopUpCall(
                    crowd.user(sender),
                    "bench",
                    FUNDS_FEN,
                    crowd,
                    answers,
                    () -> unfunded.add(sender));
        };
    }

    /** Whether every sender has change; no packet before. */
    public boolean funded() {
        return unfunded.isEmpty();
    }

    private Work opens(OpenTurns turns, Via via) {
        return switch (via) {
            case GATEWAY -> () -> open(turns);
            case DIRECT ->
                    () -> {
                        List<Turn> some = some(turns);
                        return some.isEmpty() ? null : new OpenBatch(some, direct, answers);
                    };
        };
    }

    private List<Turn> some(OpenTurns turns) {
        var some = new ArrayList<Turn>(batch);
        for (int i = 0; i < batch; i++) {
            Turn turn = turns.next();
            if (turn == null) {
                break;
            }
            some.add(turn);
        }
        return some;
    }

    /** Of packets from stock, which stay there. */
    private Work grabs(Via via) {
        var packets = new RecentPackets(RECENT_PACKETS);
        for (int i = 0; i < RECENT_PACKETS; i++) {
            PaidPacket packet = stock.take(Scenario.GRAB.shares());
            if (packet != null) {
                packets.add(packet);
                stock.add(packet);
            }
        }
        return switch (via) {
            case GATEWAY -> () -> grab(packets);
            case DIRECT ->
                    () -> {
                        var grabs = new ArrayList<Grab>(batch);
                        for (int i = 0; i < batch; i++) {
                            grabs.add(new Grab(packets.next(), crowd.user(reads++)));
                        }
                        return new GrabBatch(grabs, direct);
                    };
        };
    }

    /** Of the packets of which shares were opened last. */
    private Work views(Via via) {
        return switch (via) {
            case GATEWAY -> () -> view(recent);
            case DIRECT ->
                    () ->
                            new ViewBatch(
                                    Stream.generate(() ->
                                                    new View(ExpectedDetails.now(recent.next())))
                                            .limit(batch)
                                            .toList(),
                                    direct);
        };
    }

    @Nullable WrapAndPay wrapAndPay(int shares, Via via, PayBy payBy) {
        int sender = Math.toIntExact(wraps % SENDERS);
        long totalFen = shares * FEN_A_SHARE;
        if (payBy == PayBy.CHANGE && !reserve(sender, totalFen)) {
            return null;
        }
        return new WrapAndPay(
                new Wish(crowd.user(sender), "bench-" + wraps++, shares, totalFen, payBy),
                via == Via.GATEWAY ? gateway : direct,
                answers,
                stock);
    }

    private boolean reserve(int sender, long fen) {
        if (fundsFen[sender] < fen) {
            return false;
        }
        fundsFen[sender] -= fen;
        return true;
    }

    private Work mix() {
        var mix = new Mix(random);
        return () ->
                switch (mix.next()) {
                    case OPEN -> open();
                    case GRAB -> grab(talkedAbout());
                    case VIEW -> view(talkedAbout());
                    case WRAP -> wrapAndPay(Scenario.MIX.shares(), Via.GATEWAY, PayBy.CHANGE);
                };
    }

    @Nullable OpenOne open() {
        return open(turnsOfMany);
    }

    private @Nullable OpenOne open(OpenTurns turns) {
        Turn turn = turns.next();
        return turn == null ? null : new OpenOne(turn, crowd, answers);
    }

    /** Of its user, who reads. */
    ReadOne read(String path) {
        return new ReadOne(path, crowd.user(reads++), crowd);
    }

    /** Of a packet's sender. */
    ReadOne viewPayment() {
        PaidPacket packet = talkedAbout().next();
        return new ReadOne("/v1/packets/" + packet.link() + "/payment", packet.sender(), crowd);
    }

    TopUpCall topUpOnce() {
        return new TopUpCall(
                crowd.user(topUps), "top-up-" + topUps++, FEN_A_SHARE, crowd, answers, () -> {});
    }

    GrabOne grab(RecentPackets packets) {
        return new GrabOne(packets.next(), crowd.user(reads++), crowd);
    }

    ViewOne view(RecentPackets packets) {
        return new ViewOne(ExpectedDetails.now(packets.next()), crowd);
    }

    /** Packets that users have opened, or will. */
    RecentPackets talkedAbout() {
        if (recent.isEmpty()) {
            // Before the first open, the packet that will be opened last is as good as any.
            PaidPacket packet = stock.take(Scenario.MIX.shares());
            if (packet == null) {
                throw new IllegalStateException("must be prepared: packets=0");
            }
            stock.add(packet);
            recent.add(packet);
        }
        return recent;
    }
}
