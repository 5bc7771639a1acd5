package io.hongbao.pay.bank;

/** What a bank says of a card token. */
public sealed interface BindAnswer {

    /** The most characters that a label has. */
    int LABEL_LENGTH_MAX = 32;

    /**
     * The card is one of this bank.
     *
     * @param label what its holder knows it by, such as {@code 尾号 0001}
     */
    record Bound(String label) implements BindAnswer {}

    /** The bank has no such card. */
    record UnknownCard() implements BindAnswer {}

    /** No answer, or none that is one: ask again later. */
    record Unavailable(String reason) implements BindAnswer {}
}
