package io.hongbao.local.bank;

import io.hongbao.local.bank.BankBehaviour.Fault;
import io.hongbao.local.bank.BankBehaviour.Operation;
import io.hongbao.local.bank.BankBehaviour.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Which fault hits which call, and how long it takes. */
final class BankFaults {

    private final RandomGenerator random;
    private BankBehaviour behaviour = BankBehaviour.GOOD;

    BankFaults(RandomGenerator random) {
        this.random = random;
    }

    synchronized BankBehaviour behaviour() {
        return behaviour;
    }

    synchronized void change(BankBehaviour given) {
        behaviour = given;
    }

    synchronized long delayMs() {
        return behaviour.delay().ms(random);
    }

    /** The fault of this call; one that is counted is used up by it. */
    synchronized Fault hit(Operation operation) {
        List<Rule> rules = behaviour.faults();
        for (int at = 0; at < rules.size(); at++) {
            Rule rule = rules.get(at);
            if (rule.mayHit(operation) && random.nextDouble() < rule.probability()) {
                var left = new ArrayList<>(rules);
                left.set(at, rule.afterHit());
                behaviour = new BankBehaviour(behaviour.delay(), left);
                return rule.fault();
            }
        }
        return Fault.NONE;
    }
}
