package io.hongbao.local.bank;

/**
 * What somebody asks of the bank: take money from a card.
 *
 * @param number made by the caller; names this debit for ever
 * @param card the token
 */
record Debit(String number, String card, long amountFen) {

    private static final int TEXT_LENGTH_MAX = 200;

    Debit {
        checked("number", number);
        checked("card", card);
        if (amountFen <= 0) {
            throw new IllegalArgumentException("must be > 0: amountFen=" + amountFen);
        }
    }

    static String checked(String name, String text) {
        if (text.isBlank() || text.length() > TEXT_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "must have 1 to " + TEXT_LENGTH_MAX + " characters: " + name);
        }
        return text;
    }
}
