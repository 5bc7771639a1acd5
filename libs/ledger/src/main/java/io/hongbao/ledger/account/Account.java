package io.hongbao.ledger.account;

import io.hongbao.contracts.id.UserId;

/** One side of a transfer. */
public sealed interface Account permits UserAccount, SystemAccount {

    /** As it is stored: {@code user:1001}, {@code escrow}, {@code bank}, {@code promotion}. */
    String text();

    static Account of(UserId user) {
        return new UserAccount(user);
    }

    /** Reads what {@link #text} wrote; throws {@link IllegalArgumentException} for other text. */
    static Account parse(String text) {
        if (text.startsWith(UserAccount.PREFIX)) {
            return UserId.parse(text.substring(UserAccount.PREFIX.length()))
                    .map(UserAccount::new)
                    .orElseThrow(() -> unknown(text));
        }
        for (SystemAccount account : SystemAccount.values()) {
            if (account.text().equals(text)) {
                return account;
            }
        }
        throw unknown(text);
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException("must be user:<id> or a system account: " + text);
    }
}
