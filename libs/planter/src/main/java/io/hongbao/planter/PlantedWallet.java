package io.hongbao.planter;

import io.hongbao.contracts.id.OrderNumber;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Rows of users' wallets that several faults need. */
final class PlantedWallet {

    private static final long FORGED_FEN = 500;

    private final SuiteDatabases databases;
    private final LocalDate day;

    PlantedWallet(SuiteDatabases databases, LocalDate day) {
        this.databases = databases;
        this.day = day;
    }

    void balance(long user, long fen) {
        databases.change(
                shard(user),
                1,
                "update balance set balance_fen = balance_fen + ? where user_id = ?",
                fen,
                user);
    }

    /** Money out of the bank account, into an account that exists. */
    void topUp(long user, String key) {
        databases.change(
                shard(user),
                1,
                """
                insert into transfer (kind, business_no, debit_account, credit_account, amount_fen,
                    user_id, wrap_key, business_at, posted_at)
                values ('TOP_UP', ?, 'bank', ?, ?, ?, null, ?, ?)
                """,
                user + ":" + key,
                "user:" + user,
                FORGED_FEN,
                user,
                noon(),
                noon());
        balance(user, FORGED_FEN);
    }

    /** A card document that says PAID. */
    void paidDocument(long user, String key) {
        databases.change(
                shard(user),
                1,
                """
                insert into card_document (number, kind, user_id, top_up_key, amount_fen, card,
                    state, created_at, decided_at, asks)
                values (?, 'TOP_UP', ?, ?, ?, 'card-1', 'PAID', ?, ?, 0)
                """,
                document(user, key),
                user,
                key,
                FORGED_FEN,
                noon(),
                noon());
    }

    /** A card document of the day before that no bank has decided, and that nobody asks about. */
    void undecidedDocument(long user, String key) {
        databases.change(
                shard(user),
                1,
                """
                insert into card_document (number, kind, user_id, top_up_key, amount_fen, card,
                    state, created_at, asks, escalated_at)
                values (?, 'TOP_UP', ?, ?, ?, 'card-1', 'UNCLEAR', ?, 9, ?)
                """,
                document(user, key),
                user,
                key,
                FORGED_FEN,
                noon().minusDays(1),
                noon());
    }

    static String document(long user, String key) {
        return "topup:" + user + ":" + key;
    }

    static long fen() {
        return FORGED_FEN;
    }

    /** Somebody who was credited a share of the day: no user but those of the day is touched. */
    long anyUser() {
        for (SuiteDatabases.Shard shard : databases.shards()) {
            var user =
                    databases.row(
                            shard.url(),
                            row -> row.getLong(1),
                            """
                            select max(user_id)
                            from transfer
                            where kind = 'SHARE_CREDIT' and business_no >= ? and business_no < ?
                            having max(user_id) is not null
                            """,
                            day.format(DateTimeFormatter.BASIC_ISO_DATE),
                            day.plusDays(1).format(DateTimeFormatter.BASIC_ISO_DATE));
            if (user.isPresent()) {
                return user.get();
            }
        }
        throw new IllegalStateException("nobody was credited a share: day=" + day);
    }

    LocalDateTime noon() {
        return LocalDateTime.ofInstant(
                day.atTime(12, 0).atZone(OrderNumber.ZONE).toInstant(), ZoneOffset.UTC);
    }

    private String shard(long user) {
        return databases.shardOf(user).url();
    }
}
