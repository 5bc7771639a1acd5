package io.hongbao.pay.packet;

import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.serving.problem.ProblemException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What the pay service tells and asks the packet service. */
public interface PacketService {

    /**
     * Tells at once that a packet is paid, so that it is active when the payer hears of it. A
     * failure is only counted: the event tells it surely. A repeat changes nothing.
     *
     * @return whether the packet's SET answered, if only with a refusal
     */
    boolean tellPaid(PacketPaidV1 paid);

    /**
     * What is to be paid, for showing only; empty when there is no such packet. Throws {@link
     * ProblemException} when its SET, or the packet service, does not answer now.
     */
    Optional<PacketSummary> summary(OrderNumber packet, UserId asker);

    /**
     * Of each packet the same; those of which there is no answer now are missing. Waits for all of
     * them at once.
     */
    Map<OrderNumber, Optional<PacketSummary>> summaries(
            Collection<OrderNumber> packets, UserId asker);
}
