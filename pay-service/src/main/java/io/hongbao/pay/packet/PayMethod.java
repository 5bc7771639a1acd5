package io.hongbao.pay.packet;

import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.UserAccount;

/** Where the money for a packet comes from. */
public enum PayMethod {
    CHANGE,
    BANK;

    public static PayMethod of(Transfer payment) {
        return payment.debit() instanceof UserAccount ? CHANGE : BANK;
    }
}
