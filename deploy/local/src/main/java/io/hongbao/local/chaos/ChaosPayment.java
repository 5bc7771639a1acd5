package io.hongbao.local.chaos;

import io.hongbao.contracts.id.UserId;
import io.hongbao.local.load.LoadCall;
import io.hongbao.local.load.WrappedPacket;
import java.util.List;
import java.util.Optional;

/**
 * One payment as its payer lived it.
 *
 * @param card empty for change
 * @param answers to the first call and to each repeat
 */
record ChaosPayment(
        UserId payer, WrappedPacket packet, Optional<String> card, List<LoadCall> answers) {

    LoadCall last() {
        return answers.getLast();
    }

    /** Whether the payer was told for certain that the packet is paid. */
    boolean toldPaid() {
        return answers.stream().anyMatch(LoadCall::ok);
    }
}
