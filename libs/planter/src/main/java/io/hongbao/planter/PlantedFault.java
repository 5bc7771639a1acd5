package io.hongbao.planter;

/** A way in which a day can be spoilt; {@link FaultPlanter} knows how. */
public enum PlantedFault {
    LOST_CREDIT(true),
    DOUBLED_CREDIT(false),
    WRONG_CREDIT(false),
    CREDIT_FROM_ELSEWHERE(false),
    LOST_REFUND(true),
    FORGED_REFUND(false),
    WRONG_REFUND(false),
    LOST_RECEIVED_RECORD(true),
    LOST_SENT_RECORD(true),
    WRONG_RECORD(true),
    FOREIGN_RECORD(false),
    WRONG_SENT_RECORD(true),
    FOREIGN_SENT_RECORD(false),
    COUNTER_OFF(false),
    SHARE_LOST_IN_SET(false),
    COLUMNS_OFF(false),
    STEERED_AMOUNT(false),
    CREDIT_OF_NO_NUMBER(false),
    CREDIT_AT_ANOTHER_HOUR(false),
    BALANCE_OFF(false),
    ACTIVE_WITHOUT_PAYMENT(false),
    ACTIVE_IN_TWO_SETS(false),
    PAYMENT_NOT_ACTIVATED(true),
    PAYMENT_OF_NO_PACKET(false),
    WRONG_PAYMENT(false),
    FORGED_TOP_UP(false),
    DEBIT_AT_BANK_ONLY(false),
    DOCUMENT_NOT_AT_BANK(false),
    DOCUMENT_WITHOUT_TRANSFER(false),
    OTHER_AMOUNT_AT_BANK(false),
    DOCUMENT_UNDECIDED(false),
    PACKET_OVERDUE(false),
    OTHER_LIFETIME(false),
    OPENED_TOO_LATE(false),
    OPENED_BY_NO_RECIPIENT(false),
    VIEW_NOT_FREE(false),
    VIEW_OF_ANOTHER_AMOUNT(false),
    VIEW_SEEN_UNPAID(false),
    VIEW_NOT_SEEN(false),
    VIEW_PAID_BY_ANOTHER_ORDER(false);

    private final boolean repaired;

    PlantedFault(boolean repaired) {
        this.repaired = repaired;
    }

    /** Whether it shows in shares or draws, which are looked at with the seed keys. */
    public boolean needsSeeds() {
        return switch (this) {
            case STEERED_AMOUNT, OPENED_TOO_LATE, OPENED_BY_NO_RECIPIENT, VIEW_NOT_FREE -> true;
            default -> false;
        };
    }

    /** Whether a run with repairs must make it good; else nothing may be touched. */
    public boolean repaired() {
        return repaired;
    }
}
