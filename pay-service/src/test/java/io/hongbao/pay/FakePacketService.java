package io.hongbao.pay;

import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.pay.packet.PacketService;
import io.hongbao.pay.packet.SummaryAnswer;
import io.hongbao.pay.packet.SummaryAnswer.Found;
import io.hongbao.pay.packet.SummaryAnswer.NoSuchPacket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told, and answers what it was given. */
public final class FakePacketService implements PacketService {

    private final List<PacketPaidV1> told = new CopyOnWriteArrayList<>();
    private final Map<OrderNumber, SummaryAnswer> summaries = new ConcurrentHashMap<>();

    @Override
    public void tellPaid(PacketPaidV1 paid) {
        told.add(paid);
    }

    @Override
    public SummaryAnswer summary(OrderNumber packet, UserId asker) {
        return summaries.getOrDefault(packet, new NoSuchPacket());
    }

    public void answers(OrderNumber packet, SummaryAnswer answer) {
        summaries.put(packet, answer);
    }

    public void has(PacketSummary summary) {
        answers(new OrderNumber(summary.orderNumber()), new Found(summary));
    }

    /** How often it was told that the packet is paid. */
    public long told(OrderNumber packet) {
        return told.stream().filter(paid -> paid.orderNumber().equals(packet.value())).count();
    }
}
