package io.hongbao.pay;

import static java.util.stream.Collectors.toMap;

import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.pay.packet.PacketService;
import io.hongbao.serving.problem.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what it was told, and answers what it was given. */
public final class FakePacketService implements PacketService {

    private final List<PacketPaidV1> told = new CopyOnWriteArrayList<>();
    private final Map<OrderNumber, PacketSummary> summaries = new ConcurrentHashMap<>();
    private final Set<OrderNumber> unavailable = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public boolean tellPaid(PacketPaidV1 paid) {
        calls.incrementAndGet();
        told.add(paid);
        return !unavailable.contains(new OrderNumber(paid.orderNumber()));
    }

    @Override
    public Optional<PacketSummary> summary(OrderNumber packet, UserId asker) {
        calls.incrementAndGet();
        if (unavailable.contains(packet)) {
            throw ProblemException.of(ProblemCode.SET_UNAVAILABLE, "out");
        }
        return Optional.ofNullable(summaries.get(packet));
    }

    @Override
    public Map<OrderNumber, Optional<PacketSummary>> summaries(
            Collection<OrderNumber> packets, UserId asker) {
        return packets.stream()
                .filter(packet -> !unavailable.contains(packet))
                .collect(toMap(packet -> packet, packet -> summary(packet, asker)));
    }

    public void isUnavailable(OrderNumber packet) {
        unavailable.add(packet);
    }

    public void isBack(OrderNumber packet) {
        unavailable.remove(packet);
    }

    public void has(PacketSummary summary) {
        summaries.put(new OrderNumber(summary.orderNumber()), summary);
    }

    int calls() {
        return calls.get();
    }

    /** How often it was told that the packet is paid. */
    public long told(OrderNumber packet) {
        return told.stream().filter(paid -> paid.orderNumber().equals(packet.value())).count();
    }
}
