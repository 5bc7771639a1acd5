package io.hongbao.ledger.account;

/**
 * Accounts of the system's own, in every shard. They have no balance row: their balance is the sum
 * of their transfers over all shards, and may be negative.
 */
public enum SystemAccount implements Account {
    /** Money of packets: paid and not yet opened or refunded. */
    ESCROW("escrow"),
    /** Money that came from, or went to, bank cards. */
    BANK("bank"),
    /** Money that the operator gives away. */
    PROMOTION("promotion");

    private final String text;

    SystemAccount(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
