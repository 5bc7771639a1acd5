package io.hongbao.local.chaos;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What became of a payment.
 *
 * @param state as its payer sees it: {@code PAID}, {@code UNPAID}, {@code CLOSED}, or {@code
 *     UNCLEAR} when it did not end in time
 * @param active whether the packet can be opened
 * @param bankOutcomes what the bank's books say of each attempt by card
 */
record ChaosEnd(
        String phase,
        ChaosPayment payment,
        String state,
        boolean active,
        List<String> bankOutcomes) {

    boolean paid() {
        return state.equals("PAID");
    }

    /** What must not be; empty when all is well. */
    Optional<String> wrong() {
        int debited = Collections.frequency(bankOutcomes, "DEBITED");
        int mustBeDebited = paid() && payment.card().isPresent() ? 1 : 0;
        if (state.equals("UNCLEAR")) {
            return said("has no clear end");
        }
        if (paid() != active) {
            return said("is " + state + ", and its packet is " + (active ? "" : "not ") + "active");
        }
        if (debited != mustBeDebited) {
            return said("is " + state + ", and the bank debited it " + debited + " times");
        }
        if (payment.toldPaid() && !paid()) {
            return said("was told to be paid, and is not");
        }
        if (payment.last().status() == 402 && paid()) {
            return said("was told to have failed, and is paid");
        }
        return Optional.empty();
    }

    private Optional<String> said(String what) {
        return Optional.of(
                "payment of "
                        + payment.packet().orderNumber()
                        + " "
                        + what
                        + ": bank="
                        + bankOutcomes
                        + ", answers="
                        + payment.answers().stream().map(call -> call.outcome()).toList());
    }
}
