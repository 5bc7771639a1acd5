package io.hongbao.pay.bank;

/** What a bank says of a debit. */
public sealed interface BankAnswer {

    /** The money was taken, now or by an earlier call; it never comes undone. */
    record Debited() implements BankAnswer {}

    /** No money was taken, and none ever will be for this number. */
    record Declined() implements BankAnswer {}

    /** No answer, or none that decides: money may have been taken, or may still be. */
    record Unclear(String reason) implements BankAnswer {}
}
