package io.hongbao.local.bank;

import io.hongbao.local.bank.BankBehaviour.Fault;
import io.hongbao.local.bank.BankBehaviour.Operation;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call that the bank understood.
 *
 * @param token how the card of a debit wants to be treated
 */
record BankCall(Operation operation, Optional<SpeakingToken> token, Work work) {

    /** What the bank says. */
    record Answer(int code, ObjectNode body) {}

    /** Books what the call asks for, and answers. */
    interface Work {
        Answer answer(boolean declined);
    }

    /** Its own fault, or that of its card. */
    Fault fault(BankFaults faults) {
        Fault hit = faults.hit(operation);
        return hit == Fault.NONE ? token.map(SpeakingToken::fault).orElse(Fault.NONE) : hit;
    }

    long delayMs(BankFaults faults) {
        return faults.delayMs() + token.map(SpeakingToken::delayMs).orElse(0L);
    }
}
