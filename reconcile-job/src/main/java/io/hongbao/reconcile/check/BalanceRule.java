package io.hongbao.reconcile.check;

import io.hongbao.reconcile.read.WalletReader;
import io.hongbao.reconcile.report.Findings;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Invariant 2, for one wallet shard: balance = credits − debits of the user's transfers, and not
 * below zero; who has transfers has a balance. The database adds up; only what is wrong is read.
 */
public final class BalanceRule {

    private static final String ROWS_MAX = " limit " + Findings.ROWS_MAX;

    private static final String DIFFERENT =
            """
            select user_id, sum(balance_fen) as balance_fen, sum(moved_fen) as moved_fen,
                sum(balances) as balances
            from (
                select user_id, balance_fen, 0 as moved_fen, 1 as balances
                from balance
                union all
                select cast(substring(credit_account, 6) as signed), 0, amount_fen, 0
                from transfer
                where credit_account like 'user:%'
                union all
                select cast(substring(debit_account, 6) as signed), 0, -amount_fen, 0
                from transfer
                where debit_account like 'user:%'
            ) as movements
            group by user_id
            having sum(balance_fen) <> sum(moved_fen) or sum(balances) <> 1
                or sum(balance_fen) < 0
            order by user_id
            """
                    + ROWS_MAX;

    private static final String ODD_ACCOUNTS =
            """
            select kind, business_no, debit_account, credit_account
            from transfer
            where (debit_account not in ('escrow', 'bank', 'promotion')
                    and debit_account not regexp '^user:[1-9][0-9]*$')
                or (credit_account not in ('escrow', 'bank', 'promotion')
                    and credit_account not regexp '^user:[1-9][0-9]*$')
                or (debit_account like 'user:%'
                    and cast(substring(debit_account, 6) as signed) <> user_id)
                or (credit_account like 'user:%'
                    and cast(substring(credit_account, 6) as signed) <> user_id)
                or debit_account = credit_account
                or amount_fen < 1
            """
                    + ROWS_MAX;

    private static final String STRAYS =
            """
            select 'balance' as row_kind, user_id
            from balance
            where user_id mod 100 not between ? and ?
            union all
            select concat('transfer ', kind), user_id
            from transfer
            where user_id mod 100 not between ? and ?
            """
                    + ROWS_MAX;

    private final Findings findings;

    public BalanceRule(Findings findings) {
        this.findings = findings;
    }

    /** {@code slotFrom} to {@code slotTo}, both included, are the shard's slots. */
    public void check(WalletReader wallet, int slotFrom, int slotTo) {
        wallet.rows(
                        "select count(*), coalesce(sum(balance_fen), 0) from balance",
                        row -> {
                            findings.add("users with a balance", row.getLong(1));
                            return row.getLong(2);
                        })
                .forEach(fen -> findings.add("fen of change", fen));
        wallet.rows(DIFFERENT, row -> different(wallet, row));
        wallet.rows(ODD_ACCOUNTS, row -> oddAccounts(wallet, row));
        wallet.rows(STRAYS, row -> stray(wallet, row), slotFrom, slotTo, slotFrom, slotTo);
    }

    private boolean different(WalletReader wallet, ResultSet row) throws SQLException {
        boolean hasBalance = row.getLong("balances") == 1;
        findings.wrong(
                hasBalance ? "balance is not credits - debits" : "transfers without a balance",
                wallet.name(),
                "user " + row.getLong("user_id"),
                "balanceFen="
                        + row.getLong("balance_fen")
                        + ", movedFen="
                        + row.getLong("moved_fen"));
        return true;
    }

    private boolean oddAccounts(WalletReader wallet, ResultSet row) throws SQLException {
        findings.wrong(
                "a transfer between wrong accounts",
                wallet.name(),
                row.getString("kind") + " " + row.getString("business_no"),
                "debit="
                        + row.getString("debit_account")
                        + ", credit="
                        + row.getString("credit_account"));
        return true;
    }

    private boolean stray(WalletReader wallet, ResultSet row) throws SQLException {
        findings.wrong(
                "a user of another shard",
                wallet.name(),
                "user " + row.getLong("user_id"),
                row.getString("row_kind"));
        return true;
    }
}
