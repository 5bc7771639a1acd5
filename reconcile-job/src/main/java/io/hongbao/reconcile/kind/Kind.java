package io.hongbao.reconcile.kind;

/**
 * A kind of discrepancy: the same words for the same wrong, in reports, metrics and the runbook.
 *
 * <p>Adding one is adding it here, and to the check that finds it.
 */
public enum Kind {
    PAYMENT_NOT_ACTIVATED(
            "a payment whose packet did not become active",
            "The money is in escrow; nobody can open the packet.",
            Remedy.TELL_PAID),
    PAYMENT_OF_NO_PACKET(
            "a payment of a packet that its SET does not have",
            "Either the SET lost the packet, or the transfer was forged.",
            Remedy.PERSON),
    ACTIVE_WITHOUT_PAYMENT(
            "an active packet without a payment",
            "Its shares would be paid out of other people's money.",
            Remedy.PERSON),
    WRAP_ACTIVE_TWICE(
            "a packet active in two SETs for one payment",
            "After healing a wrap may exist twice; only one may become active.",
            Remedy.PERSON),
    PAYMENT_DIFFERS(
            "a payment that does not fit its packet",
            "Amount, payer, wrap or accounts are not the packet's.",
            Remedy.PERSON),
    CREDIT_MISSING(
            "an opened share that was not credited",
            "The user was told an amount that the wallet does not have.",
            Remedy.POST_CREDIT),
    CREDIT_WITHOUT_SHARE(
            "a credit without an opened share",
            "Money left escrow for nothing: a double under another number, or a forgery.",
            Remedy.PERSON),
    CREDIT_DIFFERS(
            "a credit that does not fit its share",
            "Amount, user or accounts are not the share's.",
            Remedy.PERSON),
    REFUND_MISSING(
            "a refunded packet whose sender was not credited",
            "What nobody opened is still in escrow.",
            Remedy.POST_REFUND),
    REFUND_WITHOUT_PACKET(
            "a refund of a packet that was not refunded",
            "Money left escrow for nothing.",
            Remedy.PERSON),
    REFUND_DIFFERS(
            "a refund that does not fit its packet",
            "Amount, sender or accounts are not the packet's.",
            Remedy.PERSON),
    RECEIVED_RECORD_MISSING(
            "an opened share that is not in its user's list",
            "No money is wrong; the user does not see it.",
            Remedy.WRITE_RECEIVED),
    RECEIVED_RECORD_DIFFERS(
            "a record “received” with another amount than its share",
            "No money is wrong; the user sees a wrong amount.",
            Remedy.WRITE_RECEIVED),
    RECEIVED_RECORD_FOREIGN(
            "a record “received” of a share that its SET does not have",
            "Either the record is false, or the SET lost a row and this is the trace of it.",
            Remedy.PERSON),
    SENT_RECORD_MISSING(
            "a packet that is not in its sender's list",
            "No money is wrong; the sender does not see it.",
            Remedy.WRITE_SENT),
    SENT_RECORD_DIFFERS(
            "a record “sent” with another amount than its packet",
            "No money is wrong; the sender sees a wrong amount.",
            Remedy.WRITE_SENT),
    SENT_RECORD_FOREIGN(
            "a record “sent” of a packet that its SET does not have, or not paid",
            "Either the record is false, or the SET lost a row and this is the trace of it.",
            Remedy.PERSON),
    COUNTERS_DIFFER(
            "a packet whose counters are not its opened shares",
            "Either the counters are wrong, or a share was lost or added.",
            Remedy.PERSON),
    PACKET_IRREGULAR(
            "a packet whose columns do not fit its state or place",
            "Not written by the packet service.",
            Remedy.PERSON),
    SHARE_IRREGULAR(
            "a share that was opened when, or by whom, its packet did not allow",
            "Somebody has money that was for others, or was to go back.",
            Remedy.PERSON),
    PACKET_OVERDUE(
            "a packet whose time is over and that is still open",
            "What nobody opened is kept from its sender.",
            Remedy.PERSON),
    AMOUNT_STEERED(
            "an amount that the packet's seed does not give",
            "Amounts are fixed before the first open; somebody chose this one.",
            Remedy.PERSON),
    VIEW_IRREGULAR(
            "a view that does not fit its moment or its order",
            "Not written by the packet service.",
            Remedy.PERSON),
    VIEW_STEERED(
            "a view that costs other than its moment's seed gives",
            "Who pays, and how much, is fixed by the seed; somebody chose this one.",
            Remedy.PERSON),
    VIEW_UNPAID(
            "a view that is seen, and was neither free nor paid",
            "The poster is owed an amount that nobody paid.",
            Remedy.PERSON),
    VIEW_NOT_SEEN(
            "a paid view that its viewer is not shown",
            "The viewer was charged, and is asked to pay again.",
            Remedy.PERSON),
    VIEW_PAID_TWICE(
            "a view with another payment than the one it was seen for",
            "The viewer was charged twice.",
            Remedy.PERSON),
    BALANCE_DIFFERS(
            "a balance that is not credits minus debits",
            "Either the balance or a transfer was changed.",
            Remedy.PERSON),
    TRANSFER_MALFORMED(
            "a transfer between wrong accounts, or of another shard's user",
            "Not written by the ledger.",
            Remedy.PERSON),
    BANK_DEBIT_WITHOUT_DOCUMENT(
            "a debit at a bank without a card document",
            "A bank moved money of which we know nothing.",
            Remedy.PERSON),
    DOCUMENT_NOT_AT_BANK(
            "a card document that is not in its bank's statement",
            "We counted money, taken or given back, that the bank did not move.",
            Remedy.PERSON),
    DOCUMENT_DIFFERS(
            "a card document with another bank, amount or state than the statement's",
            "Either side is wrong.",
            Remedy.PERSON),
    DOCUMENT_WITHOUT_TRANSFER(
            "a paid card document without its transfer",
            "They are written together: one was changed.",
            Remedy.PERSON),
    DOCUMENT_UNDECIDED(
            "a card document that its bank has not decided for a day",
            "The bank may or may not have the user's money; nobody is told.",
            Remedy.PERSON),
    TRANSFER_WITHOUT_DOCUMENT(
            "money out of the bank account without a paid card document",
            "Change or escrow was filled from nothing.",
            Remedy.PERSON),
    SUMS_UNEXPLAINED(
            "sums that differ although no row does",
            "A row that no check can name: look at the bucket.",
            Remedy.PERSON);

    private final String title;
    private final String meaning;
    private final Remedy remedy;

    Kind(String title, String meaning, Remedy remedy) {
        this.title = title;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    public String title() {
        return title;
    }

    /** What it means for somebody's money. */
    public String meaning() {
        return meaning;
    }

    public Remedy remedy() {
        return remedy;
    }
}
