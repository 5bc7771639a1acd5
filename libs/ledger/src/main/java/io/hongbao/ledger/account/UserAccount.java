package io.hongbao.ledger.account;

import io.hongbao.contracts.id.UserId;

/** A user's balance: a row, never below zero. */
public record UserAccount(UserId user) implements Account {

    static final String PREFIX = "user:";

    @Override
    public String text() {
        return PREFIX + user;
    }
}
