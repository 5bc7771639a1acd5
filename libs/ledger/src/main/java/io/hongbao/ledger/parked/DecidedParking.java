package io.hongbao.ledger.parked;

import io.hongbao.contracts.id.OrderNumber;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Parked payments of some packets: as they are stored, and as a batch decides them. */
public final class DecidedParking {

    private final Map<OrderNumber, ParkedPayment> stored;
    private final Map<OrderNumber, ParkedPayment> decided;

    public DecidedParking(Collection<ParkedPayment> stored) {
        this.stored =
                stored.stream()
                        .collect(Collectors.toMap(ParkedPayment::packet, Function.identity()));
        decided = new HashMap<>(this.stored);
    }

    public boolean has(OrderNumber packet) {
        return decided.containsKey(packet);
    }

    /** The first time counts. */
    public void add(ParkedPayment payment) {
        decided.putIfAbsent(payment.packet(), payment);
    }

    public void remove(OrderNumber packet) {
        decided.remove(packet);
    }

    public List<ParkedPayment> removed() {
        return stored.values().stream().filter(each -> !decided.containsValue(each)).toList();
    }

    public List<ParkedPayment> added() {
        return decided.values().stream().filter(each -> !stored.containsValue(each)).toList();
    }
}
