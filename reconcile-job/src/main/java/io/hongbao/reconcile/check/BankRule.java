package io.hongbao.reconcile.check;

import io.hongbao.reconcile.bank.BankDebits;
import io.hongbao.reconcile.read.TransferRow;
import io.hongbao.reconcile.read.WalletReader;
import io.hongbao.reconcile.report.Findings;
import java.util.List;
import java.util.Locale;

/**
 * Invariant 3: what was debited from the bank account over all shards is what the bank's books say.
 * The bank moves money first, and is asked between two readings of the shards: what the first
 * reading has, the bank must have; what the bank has, the second reading must have, or an open
 * document must say that its outcome is not known.
 */
public final class BankRule {

    private BankRule() {}

    public static void check(
            List<WalletReader> before,
            BankDebits books,
            List<WalletReader> after,
            Findings findings) {
        long postedBefore = debits(before);
        long postedAfter = debits(after);
        long open = after.stream().mapToLong(WalletReader::openDocumentsFen).sum();
        findings.add("fen out of the bank account", postedAfter);
        findings.add("fen in the bank's books", books.debitedFen());
        findings.add("debits in the bank's books", books.debits());
        findings.add("fen in open card documents", open);
        if (postedBefore > books.debitedFen()) {
            findings.wrong(
                    "posted, but not in the bank's books",
                    "all shards",
                    TransferRow.BANK,
                    "postedFen=" + postedBefore + ", booksFen=" + books.debitedFen());
        }
        if (books.debitedFen() > postedAfter + open) {
            findings.wrong(
                    "in the bank's books, but neither posted nor open",
                    "all shards",
                    TransferRow.BANK,
                    String.format(
                            Locale.ROOT,
                            "booksFen=%d, postedFen=%d, openFen=%d",
                            books.debitedFen(),
                            postedAfter,
                            open));
        }
    }

    private static long debits(List<WalletReader> wallets) {
        return wallets.stream().mapToLong(wallet -> wallet.debitsFen(TransferRow.BANK)).sum();
    }
}
