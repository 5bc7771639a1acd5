package io.hongbao.pay.packet;

import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;

/** What the pay service tells and asks the packet service. */
public interface PacketService {

    /**
     * Tells at once that a packet is paid, so that it is active when the payer hears of it. A
     * failure is only counted: the event tells it surely. A repeat changes nothing.
     */
    void tellPaid(PacketPaidV1 paid);

    /** What is to be paid, for showing only. */
    SummaryAnswer summary(OrderNumber packet, UserId asker);
}
