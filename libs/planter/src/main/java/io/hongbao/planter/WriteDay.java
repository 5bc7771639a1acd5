package io.hongbao.planter;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.planter.DayPlan.Packet;
import io.hongbao.planter.SuiteDatabases.Set;
import io.hongbao.planter.SuiteDatabases.Shard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a day into empty databases: both sides, the balances and the bank's statement. */
public final class WriteDay {

    /** Enough for whatever a user may send. */
    private static final long TOP_UP_FEN = 100_000_000_00L;

    /** The bank takes money first, and we hear of it later. */
    private static final Duration BANK_BEFORE = Duration.ofMillis(300);

    private final SuiteDatabases databases;
    private final DayPlan plan;
    private final DayKeys seeds;
    private final long[] balances;
    private final Map<Set, BulkInsert> sets = new HashMap<>();
    private final Map<Shard, BulkInsert> shards = new HashMap<>();

    private WriteDay(SuiteDatabases databases, DayPlan plan, DayKeys seeds) {
        this.databases = databases;
        this.plan = plan;
        this.seeds = seeds;
        balances = new long[plan.users().count()];
    }

    /** Returns how many shares were opened. */
    public static long write(SuiteDatabases databases, DayPlan plan, DayKeys seeds) {
        return new WriteDay(databases, plan, seeds).write();
    }

    private long write() {
        databases
                .sets()
                .forEach(set -> sets.put(set, new BulkInsert(databases.connect(set.url()))));
        databases
                .shards()
                .forEach(
                        shard -> shards.put(shard, new BulkInsert(databases.connect(shard.url()))));
        long opened = 0;
        try (var statement = new BankStatements(databases)) {
            topUps(statement);
            for (int position = 0; position < plan.packets(); position++) {
                Packet packet = plan.packet(position, databases.sets(), seeds);
                order(packet);
                shares(packet);
                if (packet.paid()) {
                    payment(packet, statement);
                }
                opened += packet.opened().size();
            }
            balances();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sets.values().forEach(BulkInsert::close);
            shards.values().forEach(BulkInsert::close);
        }
        return opened;
    }

    private void topUps(BankStatements statement) throws IOException {
        Instant at = plan.day().atStartOfDay(OrderNumber.ZONE).toInstant().plusSeconds(1);
        for (int i = 0; i < plan.users().count(); i++) {
            long user = plan.users().first() + i;
            String number = "topup:" + user + ":first";
            document(number, "TOP_UP", user, null, null, "first", TOP_UP_FEN, at);
            transfer("TOP_UP", user + ":first", "bank", account(user), TOP_UP_FEN, user, null, at);
            statement.add(number, TOP_UP_FEN, at);
        }
    }

    private void order(Packet packet) {
        boolean active = packet.state().equals("ACTIVE");
        boolean unpaid = packet.state().equals("UNPAID");
        Instant payBy =
                unpaid
                        ? packet.wrappedAt().plus(DayPlan.LIFETIME)
                        : packet.wrappedAt().plusSeconds(900);
        Instant expires = packet.paid() ? packet.paidAt().plus(DayPlan.LIFETIME) : null;
        Instant ended = active || unpaid ? null : packet.paid() ? packet.endedAt() : payBy;
        set(packet)
                .add(
                        "send_order_" + packet.number().table(),
                        "order_no, sender_id, kind, total_fen, share_count, greeting, wrap_key,"
                                + " lifetime_ms, state, version, fen_left, shares_left, created_at,"
                                + " pay_by, paid_at, expires_at, ended_at, due_at",
                        packet.number().value(),
                        packet.sender(),
                        packet.kind().name(),
                        packet.totalFen(),
                        packet.shares(),
                        "hello",
                        packet.wrapKey(),
                        DayPlan.LIFETIME.toMillis(),
                        packet.state(),
                        1,
                        packet.fenLeft(),
                        packet.sharesLeft(),
                        packet.wrappedAt(),
                        payBy,
                        packet.paid() ? packet.paidAt() : null,
                        expires,
                        ended,
                        unpaid ? payBy : active ? expires : null);
    }

    private void shares(Packet packet) {
        for (int i = 0; i < packet.opened().size(); i++) {
            long user = packet.openedBy().get(i);
            long fen = packet.opened().get(i);
            Instant at = packet.openedAt(i);
            set(packet)
                    .add(
                            "receive_order_" + packet.number().table(),
                            "order_no, share_no, user_id, amount_fen, opened_at",
                            packet.number().value(),
                            i,
                            user,
                            fen,
                            at);
            transfer(
                    "SHARE_CREDIT",
                    packet.number() + ":" + i,
                    "escrow",
                    account(user),
                    fen,
                    user,
                    null,
                    at);
            record(user, "received", packet, fen, at);
        }
    }

    private void payment(Packet packet, BankStatements statement) throws IOException {
        String from = packet.byCard() ? "bank" : account(packet.sender());
        if (packet.byCard()) {
            String number = packet.number().value();
            document(
                    number,
                    "PACKET_PAY",
                    packet.sender(),
                    number,
                    packet.wrapKey(),
                    null,
                    packet.totalFen(),
                    packet.paidAt());
            statement.add(number, packet.totalFen(), packet.paidAt().minus(BANK_BEFORE));
        }
        transfer(
                "PACKET_PAY",
                packet.number().value(),
                from,
                "escrow",
                packet.totalFen(),
                packet.sender(),
                packet.wrapKey(),
                packet.paidAt());
        record(packet.sender(), "sent", packet, packet.totalFen(), packet.paidAt());
        if (packet.state().equals("REFUNDED")) {
            transfer(
                    "PACKET_REFUND",
                    packet.number().value(),
                    "escrow",
                    account(packet.sender()),
                    packet.fenLeft(),
                    packet.sender(),
                    null,
                    packet.endedAt());
        }
    }

    private void transfer(
            String kind,
            String number,
            String debit,
            String credit,
            long fen,
            long user,
            @Nullable String wrapKey,
            Instant at) {
        int index = (int) (user - plan.users().first());
        balances[index] += credit.startsWith("user:") ? fen : 0;
        balances[index] -= debit.startsWith("user:") ? fen : 0;
        shard(user)
                .add(
                        "transfer",
                        "kind, business_no, debit_account, credit_account, amount_fen, user_id,"
                                + " wrap_key, business_at, posted_at",
                        kind,
                        number,
                        debit,
                        credit,
                        fen,
                        user,
                        wrapKey,
                        at,
                        at.plusSeconds(1));
    }

    private void record(long user, String direction, Packet packet, long fen, Instant at) {
        boolean sent = direction.equals("sent");
        shard(user)
                .add(
                        "user_record",
                        "user_id, direction, order_no, kind, amount_fen, at, greeting, sender_id,"
                                + " share_count",
                        user,
                        direction,
                        packet.number().value(),
                        packet.kind().name(),
                        fen,
                        at,
                        "hello",
                        sent ? null : packet.sender(),
                        sent ? packet.shares() : null);
    }

    private void document(
            String number,
            String kind,
            long user,
            @Nullable String order,
            @Nullable String wrapKey,
            @Nullable String topUpKey,
            long fen,
            Instant at) {
        shard(user)
                .add(
                        "card_document",
                        "number, kind, user_id, order_no, wrap_key, top_up_key, amount_fen, card,"
                                + " state, created_at, decided_at, asks",
                        number,
                        kind,
                        user,
                        order,
                        wrapKey,
                        topUpKey,
                        fen,
                        "card-1",
                        "PAID",
                        at.minusMillis(500),
                        at,
                        0);
    }

    private void balances() {
        Instant at = plan.day().plusDays(1).atStartOfDay(OrderNumber.ZONE).toInstant();
        for (int i = 0; i < balances.length; i++) {
            long user = plan.users().first() + i;
            shard(user).add("balance", "user_id, balance_fen, updated_at", user, balances[i], at);
        }
    }

    private BulkInsert set(Packet packet) {
        return Objects.requireNonNull(sets.get(databases.setOf(packet.number().value())));
    }

    private BulkInsert shard(long user) {
        return Objects.requireNonNull(shards.get(databases.shardOf(user)));
    }

    private static String account(long user) {
        return "user:" + user;
    }
}
