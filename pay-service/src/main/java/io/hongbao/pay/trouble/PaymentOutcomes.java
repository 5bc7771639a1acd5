package io.hongbao.pay.trouble;

import io.hongbao.contracts.problem.ProblemCode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the payments that are answered, and those of them in trouble: failed for no fault of the
 * payer, unclear, or slow. By any thread; for one reader.
 */
public final class PaymentOutcomes {

    /** The outcome of a payment that may or may not have happened. */
    public static final String UNCLEAR = "unclear";

    private static final Set<ProblemCode> NO_FAULT_OF_THE_PAYER =
            EnumSet.of(
                    // The bank was asked, said nothing, and was told to take nothing.
                    ProblemCode.PAYMENT_FAILED,
                    // The lane is full.
                    ProblemCode.TOO_MANY_REQUESTS,
                    ProblemCode.INTERNAL_ERROR,
                    ProblemCode.WALLET_UNAVAILABLE,
                    ProblemCode.BANK_UNAVAILABLE,
                    ProblemCode.SWITCHED_OFF,
                    ProblemCode.OVERLOADED);

    private final Duration slowAfter;
    private final LongAdder answered = new LongAdder();
    private final LongAdder troubled = new LongAdder();

    /** Of payments that are slow when they take longer than {@code slowAfter}. */
    public PaymentOutcomes(Duration slowAfter) {
        this.slowAfter = slowAfter;
    }

    /** Since when they were taken last. */
    record Counts(long answered, long troubled) {}

    /** A payment was answered, as metrics name the outcome. */
    public void answered(String outcome, Duration took) {
        answered.increment();
        if (took.compareTo(slowAfter) > 0 || outcome.equals(UNCLEAR) || failed(outcome)) {
            troubled.increment();
        }
    }

    private static boolean failed(String outcome) {
        return ProblemCode.of(outcome).filter(NO_FAULT_OF_THE_PAYER::contains).isPresent();
    }

    Counts take() {
        // In this order, lest more be in trouble than were answered.
        long inTrouble = troubled.sumThenReset();
        return new Counts(answered.sumThenReset(), inTrouble);
    }
}
