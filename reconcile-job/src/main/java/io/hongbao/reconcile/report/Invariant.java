package io.hongbao.reconcile.report;

/** What must hold, always. Source: the design, section 7. */
public enum Invariant {
    PACKETS(
            1,
            "per packet: total = opened + left + refunded, shares likewise, one share a user, each"
                    + " >= 1 fen"),
    BALANCES(2, "per user: balance = credits - debits, and >= 0"),
    BANK(3, "the bank account over all shards = the banks' books"),
    ESCROW(
            4,
            "escrow over all shards = paid, not yet active + held by active packets + decided, not"
                    + " yet posted"),
    HISTORY(5, "acknowledged <= effects <= acknowledged + unknown");

    private final int number;
    private final String rule;

    Invariant(int number, String rule) {
        this.number = number;
        this.rule = rule;
    }

    public int number() {
        return number;
    }

    public String rule() {
        return rule;
    }
}
