package io.hongbao.planter;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.amount.PacketSeed;
import io.hongbao.contracts.amount.ShareAmounts;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * What happens on a day, packet by packet, from a seed: as the services would write it.
 *
 * @param day of the packets' numbers
 * @param packets how many, over all SETs and tables
 * @param paid when they are paid, one after the other; each is wrapped a few seconds before
 */
public record DayPlan(LocalDate day, int packets, Users users, long seed, Span paid) {

    /** Long after the day, so that running services do not end what is open. */
    static final Duration LIFETIME = Duration.ofDays(3_650);

    private static final Duration REFUNDED_AFTER = Duration.ofHours(24);

    private static final int SHARES_MAX = 5;
    private static final int FEN_MAX = 2_000;
    private static final int PERCENT = 100;

    /** Of a hundred packets, how many end up in each state; the others are finished. */
    private static final int UNPAID = 2;

    private static final int CLOSED = 4;
    private static final int ACTIVE = 8;
    private static final int REFUNDED = 13;
    private static final int BY_CARD = 20;

    /** All over the day. */
    public DayPlan(LocalDate day, int packets, Users users, long seed) {
        this(
                day,
                packets,
                users,
                seed,
                new Span(
                        day.atStartOfDay(OrderNumber.ZONE).toInstant().plusSeconds(10),
                        Duration.ofSeconds(86_000)));
    }

    public record Span(Instant from, Duration length) {

        Instant at(double part) {
            return from.plusMillis((long) (length.toMillis() * part));
        }
    }

    /** Users with consecutive numbers. */
    public record Users(long first, int count) {

        public long last() {
            return first + count - 1;
        }
    }

    /**
     * A packet and what became of it.
     *
     * @param opened amounts of the shares that were opened, in order
     * @param openedBy who opened them
     */
    record Packet(
            OrderNumber number,
            long sender,
            PacketKind kind,
            long totalFen,
            int shares,
            String state,
            boolean byCard,
            Instant paidAt,
            List<Long> opened,
            List<Long> openedBy) {

        boolean paid() {
            return state.equals("ACTIVE") || state.equals("FINISHED") || state.equals("REFUNDED");
        }

        long fenLeft() {
            return totalFen - opened.stream().mapToLong(Long::longValue).sum();
        }

        int sharesLeft() {
            return shares - opened.size();
        }

        String wrapKey() {
            return "wrap-" + number;
        }

        Instant wrappedAt() {
            return paidAt.minusSeconds(5);
        }

        Instant openedAt(int share) {
            return paidAt.plusSeconds(1 + share * 7L);
        }

        Instant endedAt() {
            return state.equals("REFUNDED") ? paidAt.plus(REFUNDED_AFTER) : openedAt(shares - 1);
        }
    }

    /** The packet at a position; tables take turns. */
    Packet packet(int position, List<SuiteDatabases.Set> sets, DayKeys seeds) {
        var random = new SplittableRandom(seed ^ position * 0x9E3779B97F4A7C15L);
        int tables = sets.size() * OrderNumber.TABLES;
        int table = position % tables;
        var number =
                OrderNumber.of(
                        day,
                        position / tables,
                        sets.get(table / OrderNumber.TABLES).id(),
                        table % OrderNumber.TABLES);
        PacketKind kind = random.nextInt(PERCENT) < 80 ? PacketKind.LUCKY : PacketKind.EQUAL;
        int shares = random.nextInt(1, SHARES_MAX + 1);
        long total = (long) shares * random.nextInt(1, FEN_MAX);
        String state = state(random.nextInt(PERCENT));
        int left =
                switch (state) {
                    case "FINISHED" -> 0;
                    case "UNPAID", "CLOSED" -> shares;
                    default -> random.nextInt(1, shares + 1);
                };
        Instant paidAt = paid.at((double) position / packets);
        List<Long> amounts =
                ShareAmounts.of(kind, new Money(total), shares, PacketSeed.of(seeds, number))
                        .stream()
                        .limit(shares - left)
                        .map(Money::fen)
                        .toList();
        long sender = users.first() + random.nextInt(users.count());
        long firstOpener = random.nextInt(users.count());
        return new Packet(
                number,
                sender,
                kind,
                total,
                shares,
                state,
                random.nextInt(PERCENT) < BY_CARD,
                paidAt,
                amounts,
                LongStream.range(0, amounts.size())
                        .mapToObj(
                                share -> users.first() + (firstOpener + share * 17) % users.count())
                        .toList());
    }

    private static String state(int chance) {
        if (chance < UNPAID) {
            return "UNPAID";
        }
        if (chance < CLOSED) {
            return "CLOSED";
        }
        if (chance < ACTIVE) {
            return "ACTIVE";
        }
        return chance < REFUNDED ? "REFUNDED" : "FINISHED";
    }
}
