package io.hongbao.reconcile.compare;

import io.hongbao.reconcile.compare.Side.Columns;
import io.hongbao.reconcile.compare.Side.RowCount;
import io.hongbao.reconcile.kind.Kind;
import java.util.List;

/**
 * What must be the same on two sides, of which one is the cause of the other: a line of the effect
 * without its cause is wrong at once, since effects are read first; a cause without its effect may
 * be under way.
 */
public enum Comparison {
    /** Payments make packets active. */
    PAYMENTS(
            "payments ↔ active packets",
            new Sides(Sql.PAYMENT, Sql.PAID_PACKET),
            new Kinds(
                    Kind.PAYMENT_NOT_ACTIVATED, Kind.ACTIVE_WITHOUT_PAYMENT, Kind.PAYMENT_DIFFERS)),
    /** Opened shares are credited. */
    CREDITS(
            "opened shares ↔ credits",
            new Sides(Sql.SHARE, Sql.CREDIT),
            new Kinds(Kind.CREDIT_MISSING, Kind.CREDIT_WITHOUT_SHARE, Kind.CREDIT_DIFFERS)),
    /** What is left of refunded packets goes back. */
    REFUNDS(
            "refunded packets ↔ refunds",
            new Sides(Sql.REFUNDED_PACKET, Sql.REFUND),
            new Kinds(Kind.REFUND_MISSING, Kind.REFUND_WITHOUT_PACKET, Kind.REFUND_DIFFERS)),
    /** Opened shares are in the lists of who opened them, or posted the moment they paid for. */
    RECEIVED(
            "opened shares ↔ lists “received”",
            new Sides(Sql.SHARE_OF_USER, Sql.RECEIVED_RECORD),
            new Kinds(
                    Kind.RECEIVED_RECORD_MISSING,
                    Kind.RECEIVED_RECORD_FOREIGN,
                    Kind.RECEIVED_RECORD_DIFFERS)),
    /** Active packets are in the lists of who sent them; what pays for a view is in none. */
    SENT(
            "active packets ↔ lists “sent”",
            new Sides(Sql.PACKET_OF_USER, Sql.SENT_RECORD),
            new Kinds(
                    Kind.SENT_RECORD_MISSING, Kind.SENT_RECORD_FOREIGN, Kind.SENT_RECORD_DIFFERS)),
    /** Opened shares are counted in their packet, by the same commit. */
    COUNTERS(
            "opened shares ↔ counters of packets",
            new Sides(Sql.SHARES_OF_PACKET, Sql.COUNTERS),
            new Kinds(Kind.COUNTERS_DIFFER, Kind.COUNTERS_DIFFER, Kind.COUNTERS_DIFFER));

    private record Sides(Side cause, Side effect) {}

    /**
     * What each difference is called.
     *
     * @param missing a cause without its effect, beyond the time it may take
     * @param uncaused an effect without its cause
     * @param different both, and not the same
     */
    record Kinds(Kind missing, Kind uncaused, Kind different) {}

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // Records of text, which the checker does not see.
    private final Sides sides;

    @SuppressWarnings("ImmutableEnumChecker") // Likewise.
    private final Kinds kinds;

    Comparison(String title, Sides sides, Kinds kinds) {
        this.title = title;
        this.sides = sides;
        this.kinds = kinds;
    }

    /** In reports. */
    public String title() {
        return title;
    }

    Kinds kinds() {
        return kinds;
    }

    Side side(Role role) {
        return switch (role) {
            case CAUSE -> sides.cause();
            case EFFECT -> sides.effect();
        };
    }

    /** Whether this side's lines are in SETs; else they are in wallet shards. */
    public boolean inSet(Role role) {
        return side(role).inSet();
    }

    /** Whether lines are divided by the wallet shard of their user as well. */
    public boolean byShard() {
        return !(sides.cause().inSet() && sides.effect().inSet());
    }

    /** How many lines these are; of lines that count things, how many things. */
    public long count(Role role, List<Line> lines) {
        return lines.stream().mapToLong(side(role)::count).sum();
    }

    /** Which side of a comparison. */
    public enum Role {
        CAUSE,
        EFFECT;

        Role other() {
            return this == CAUSE ? EFFECT : CAUSE;
        }
    }

    /**
     * The lines. Enum constants cannot use constants of their own class. What a line of a list says
     * is its amount: whose list it is in is part of its identity.
     */
    private static final class Sql {

        private static final String SEND = "send_order_%d";
        private static final String RECEIVE = "receive_order_%d";
        private static final String PAID = "state in ('ACTIVE', 'FINISHED', 'REFUNDED')";

        /** Nothing where the money goes the way it should, else the accounts. */
        private static final String OUT_OF_ESCROW =
                """
                if(debit_account = 'escrow' and credit_account = concat('user:', user_id), '',
                    concat(debit_account, ' to ', credit_account))\
                """;

        private static final String INTO_ESCROW =
                """
                if(credit_account = 'escrow'
                        and debit_account in ('bank', concat('user:', user_id)),
                    coalesce(wrap_key, ''), concat(debit_account, ' to ', credit_account))\
                """;

        private static final Side PAYMENT =
                Side.of(
                        false,
                        "transfer",
                        "kind = 'PACKET_PAY' and",
                        Side.ALL,
                        Columns.of(
                                "business_no",
                                "user_id",
                                "amount_fen",
                                INTO_ESCROW,
                                "business_at"));

        private static final Side PAID_PACKET =
                Side.of(
                        true,
                        SEND,
                        "",
                        PAID,
                        Columns.of("order_no", "sender_id", "total_fen", "wrap_key", "paid_at"));

        private static final Side SHARE =
                Side.of(
                        true,
                        RECEIVE,
                        "",
                        Side.ALL,
                        Columns.of(
                                        "concat(order_no, ':', share_no)",
                                        "user_id",
                                        "amount_fen",
                                        "''",
                                        "opened_at")
                                .saying(
                                        """
                                        concat(user_id, '|', amount_fen, '|escrow|user:', user_id)\
                                        """));

        private static final Side CREDIT =
                Side.of(
                        false,
                        "transfer",
                        "kind = 'SHARE_CREDIT' and",
                        Side.ALL,
                        Columns.of(
                                        "business_no",
                                        "user_id",
                                        "amount_fen",
                                        OUT_OF_ESCROW,
                                        "business_at")
                                .saying(
                                        """
                                        concat(user_id, '|', amount_fen, '|', debit_account, '|',
                                            credit_account)\
                                        """));

        private static final Side REFUNDED_PACKET =
                Side.of(
                        true,
                        SEND,
                        "",
                        "state = 'REFUNDED'",
                        Columns.of("order_no", "sender_id", "fen_left", "''", "ended_at"));

        private static final Side REFUND =
                Side.of(
                        false,
                        "transfer",
                        "kind = 'PACKET_REFUND' and",
                        Side.ALL,
                        Columns.of(
                                "business_no",
                                "user_id",
                                "amount_fen",
                                OUT_OF_ESCROW,
                                "business_at"));

        private static final Side SHARE_OF_USER =
                Side.of(
                        true,
                        RECEIVE,
                        "",
                        Side.ALL,
                        Columns.of(
                                        "concat(order_no, ':', user_id)",
                                        "user_id",
                                        "amount_fen",
                                        "''",
                                        "opened_at")
                                .saying("amount_fen"));

        private static final Side RECEIVED_RECORD =
                Side.of(
                        false,
                        "user_record",
                        "",
                        "direction in ('received', 'earned')",
                        Columns.of(
                                        "concat(order_no, ':', user_id)",
                                        "user_id",
                                        "amount_fen",
                                        "''",
                                        "at")
                                .saying("amount_fen"));

        private static final Side PACKET_OF_USER =
                Side.of(
                        true,
                        SEND,
                        "",
                        PAID + " and kind <> 'VIEW'",
                        Columns.of(
                                        "concat(order_no, ':', sender_id)",
                                        "sender_id",
                                        "total_fen",
                                        "''",
                                        "paid_at")
                                .saying("total_fen"));

        private static final Side SENT_RECORD =
                Side.of(
                        false,
                        "user_record",
                        "",
                        "direction = 'sent'",
                        Columns.of(
                                        "concat(order_no, ':', user_id)",
                                        "user_id",
                                        "amount_fen",
                                        "''",
                                        "at")
                                .saying("amount_fen"));

        private static final Side SHARES_OF_PACKET =
                Side.of(
                                true,
                                RECEIVE,
                                "",
                                Side.ALL,
                                Columns.of(
                                        "order_no",
                                        "0",
                                        "sum(amount_fen)",
                                        "cast(count(*) as char)",
                                        Side.NO_TIME))
                        .counted(SHARE, new RowCount("1", "amount_fen", "group by order_no"));

        private static final Side COUNTERS =
                Side.of(
                                true,
                                SEND,
                                "",
                                "(share_count <> shares_left or total_fen <> fen_left)",
                                Columns.of(
                                        "order_no",
                                        "0",
                                        "total_fen - fen_left",
                                        "cast(share_count - shares_left as char)",
                                        Side.NO_TIME))
                        .counted(
                                new RowCount(
                                        "share_count - shares_left", "total_fen - fen_left", ""));
    }
}
