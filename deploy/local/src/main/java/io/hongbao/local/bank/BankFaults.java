package io.hongbao.local.bank;

import io.hongbao.local.bank.BankBehaviour.Fault;
import java.util.random.RandomGenerator;

/** Which fault hits which call. */
final class BankFaults {

    private final RandomGenerator random;
    private BankBehaviour settings = BankBehaviour.GOOD;

    BankFaults(RandomGenerator random) {
        this.random = random;
    }

    synchronized BankBehaviour settings() {
        return settings;
    }

    synchronized void change(BankBehaviour given) {
        settings = given;
    }

    /** The fault of this debit; a counted one is used up by it. */
    synchronized Fault hitDebit() {
        if (settings.fault() == Fault.NONE || random.nextDouble() >= settings.probability()) {
            return Fault.NONE;
        }
        Fault fault = settings.fault();
        settings = settings.afterHit();
        return fault;
    }

    /** The fault of this question. */
    synchronized Fault hitQuery() {
        return settings.alsoQueries() && random.nextDouble() < settings.probability()
                ? settings.fault()
                : Fault.NONE;
    }
}
