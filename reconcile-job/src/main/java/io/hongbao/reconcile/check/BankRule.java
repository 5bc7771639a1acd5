package io.hongbao.reconcile.check;

import io.hongbao.reconcile.bank.BankBooks;
import io.hongbao.reconcile.read.TransferRow;
import io.hongbao.reconcile.read.WalletReader;
import io.hongbao.reconcile.report.Findings;
import java.util.List;
import java.util.Locale;

/**
 * Invariant 3: what left the bank account over all shards is what the banks' books say: debited
 * less refunded, over all banks. Banks move money first, and are asked between two readings of the
 * shards: what the first reading has, the banks must have; what the banks have, the second reading
 * must have, or an open document must say that its outcome is not known.
 */
public final class BankRule {

    private BankRule() {}

    public static void check(
            List<WalletReader> before,
            BankBooks books,
            List<WalletReader> after,
            Findings findings) {
        long postedBefore = posted(before);
        long postedAfter = posted(after);
        long booked = books.keptFen();
        long open = after.stream().mapToLong(WalletReader::openDocumentsFen).sum();
        findings.add("fen out of the bank account", postedAfter);
        findings.add("fen in the banks' books", booked);
        findings.add("debits in the banks' books", books.debits());
        findings.add("refunds in the banks' books", books.refunds());
        findings.add("fen in open card documents", open);
        if (postedBefore > booked) {
            findings.wrong(
                    "posted, but not in the banks' books",
                    "all shards",
                    TransferRow.BANK,
                    "postedFen=" + postedBefore + ", booksFen=" + booked);
        }
        if (booked > postedAfter + open) {
            findings.wrong(
                    "in the banks' books, but neither posted nor open",
                    "all shards",
                    TransferRow.BANK,
                    String.format(
                            Locale.ROOT,
                            "booksFen=%d, postedFen=%d, openFen=%d",
                            booked,
                            postedAfter,
                            open));
        }
    }

    private static long posted(List<WalletReader> wallets) {
        return wallets.stream()
                .mapToLong(wallet ->
                        wallet.debitsFen(TransferRow.BANK) - wallet.creditsFen(TransferRow.BANK))
                .sum();
    }
}
