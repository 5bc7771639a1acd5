package io.hongbao.contracts.routing;

import io.hongbao.contracts.id.UserId;

/** One of the 100 parts of all users; a wallet shard holds a range of them. */
public record WalletSlot(int number) {

    public static final int COUNT = 100;

    public WalletSlot {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("must be 0 to 99: slot=" + number);
        }
    }

    public static WalletSlot of(UserId user) {
        return new WalletSlot((int) (user.value() % COUNT));
    }
}
