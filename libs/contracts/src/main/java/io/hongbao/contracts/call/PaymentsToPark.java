package io.hongbao.contracts.call;

import io.hongbao.contracts.event.SignedEvent;
import java.util.List;

/**
 * Payments of packets whose SET does not take them ({@code POST} to {@link #PATH} with a {@code
 * PARK_PAYMENTS} ticket of no user and no packet): each is parked in its payer's wallet shard until
 * it is told again. A repeat changes nothing.
 *
 * @param events 1 to {@link #EVENTS_MAX}, as the pay service signed them
 */
public record PaymentsToPark(List<SignedEvent> events) {

    public static final String PATH = "/internal/v1/parked-payments";

    /** So many fit into a body that services take. */
    public static final int EVENTS_MAX = 250;

    public PaymentsToPark {
        events = events == null ? List.of() : List.copyOf(events);
    }

    /**
     * What is parked, now or before. Those whose wallet shard does not answer now are left out.
     *
     * @param orderNumbers of the packets
     */
    public record Parked(List<String> orderNumbers) {

        public Parked {
            orderNumbers = List.copyOf(orderNumbers);
        }
    }
}
