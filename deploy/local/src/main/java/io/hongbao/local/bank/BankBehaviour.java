package io.hongbao.local.bank;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How the bank behaves, until it is told otherwise.
 *
 * @param delay how long it thinks before it books or answers
 * @param faults what goes wrong; of several that could hit a call, the first that does
 */
record BankBehaviour(Delay delay, List<Rule> faults) {

    private static final int RULES_MAX = 100;

    static final BankBehaviour GOOD = new BankBehaviour(Delay.NONE, List.of());

    BankBehaviour {
        faults = List.copyOf(faults);
        if (faults.size() > RULES_MAX) {
            throw new IllegalArgumentException("must be at most " + RULES_MAX + ": faults");
        }
    }

    /** What a call asks for. */
    enum Operation {
        BIND,
        DEBIT,
        QUERY,
        LOCK,
        REFUND,
        BOOKS
    }

    /** What can go wrong with a call. */
    enum Fault {
        NONE,
        /** A debit is declined, for ever; of other operations nothing. */
        DECLINE,
        /** Nothing is booked, and the connection is closed without an answer. */
        CLOSE,
        /** Nothing is booked and nothing is answered, while the connection stays open. */
        HANG,
        /** 500, and nothing is booked. */
        ERROR,
        /** 403, and nothing is booked. */
        REFUSE,
        /** Booked, then the connection is closed without an answer. */
        LOSE_ANSWER,
        /** Booked, and nothing is answered while the connection stays open. */
        HANG_AFTER,
        /** Booked and answered, and then the same again. */
        ANSWER_TWICE,
        /** Booked, and answered with half a document. */
        MALFORMED,
        /** Booked, and answered about something else. */
        OTHER_NUMBER,
        /** Booked, and answered with a word that does not exist. */
        UNKNOWN_OUTCOME
    }

    /**
     * What goes wrong how often.
     *
     * @param probability 0 to 1
     * @param count how many calls it may still hit; negative: any number
     */
    record Rule(Fault fault, double probability, long count, Set<Operation> operations) {

        /** What is not said of one. */
        static final Rule NONE = new Rule(Fault.NONE, 1, -1, EnumSet.allOf(Operation.class));

        Rule {
            operations = Set.copyOf(operations);
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("must be 0 to 1: probability=" + probability);
            }
        }

        boolean mayHit(Operation operation) {
            return count != 0 && operations.contains(operation);
        }

        Rule afterHit() {
            return count < 0 ? this : new Rule(fault, probability, count - 1, operations);
        }
    }
}
