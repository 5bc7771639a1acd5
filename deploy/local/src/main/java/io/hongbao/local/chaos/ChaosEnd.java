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
 * @param told the ids of the steps of this payment that its payer was told, oldest first
 */
record ChaosEnd(
        String phase,
        ChaosPayment payment,
        String state,
        boolean active,
        List<String> bankOutcomes,
        List<String> told) {

    private static final String UNCLEAR = "PAYMENT_UNCLEAR:";
    private static final String CONFIRMED = "PAYMENT_CONFIRMED:";
    private static final List<String> ENDS =
            List.of(CONFIRMED, "PAYMENT_FAILED:", "PAYMENT_REFUNDED:");

    /** With those of all ids that are steps of this payment. */
    ChaosEnd with(List<String> ids) {
        String number = payment.packet().orderNumber().value();
        return new ChaosEnd(
                phase,
                payment,
                state,
                active,
                bankOutcomes,
                ids.stream()
                        .filter(id -> id.startsWith("PAYMENT_") && id.contains(number))
                        .toList());
    }

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
        return untold();
    }

    /** Each step once, every unclear one before its end, and confirmed exactly when it is paid. */
    private Optional<String> untold() {
        if (told.stream().distinct().count() != told.size()) {
            return said("was told a step twice");
        }
        if (told.stream().filter(id -> id.startsWith(CONFIRMED)).count() != (paid() ? 1 : 0)) {
            return said("is " + state + ", and its payer was told otherwise");
        }
        for (int at = 0; at < told.size(); at++) {
            String id = told.get(at);
            List<String> later = told.subList(at, told.size());
            if (id.startsWith(UNCLEAR)
                    && ENDS.stream()
                            .noneMatch(
                                    end -> later.contains(end + id.substring(UNCLEAR.length())))) {
                return said("was told to be unclear, and never how it ended");
            }
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
                        + payment.answers().stream().map(call -> call.outcome()).toList()
                        + ", told="
                        + told);
    }
}
