package io.hongbao.pay.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.pay.packet.PayMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a payment.
 *
 * @param packetId of a packet
 * @param momentId of a moment
 * @param state {@code PAID}, or {@code UNCLEAR} without what follows
 * @param expiresAt until when the packet can be opened; null of a moment
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PayAnswer(
        @Nullable String packetId,
        @Nullable String momentId,
        String state,
        @Nullable PayMethod method,
        @Nullable Instant expiresAt) {

    static PayAnswer unclear(PayTicket ticket, PacketLinks links) {
        return of(ticket, links, "UNCLEAR", null, null);
    }

    static PayAnswer paid(PayTicket ticket, PacketLinks links, Transfer payment) {
        return of(
                ticket,
                links,
                "PAID",
                PayMethod.of(payment),
                payment.businessAt().plus(ticket.lifetime()));
    }

    private static PayAnswer of(
            PayTicket ticket,
            PacketLinks links,
            String state,
            @Nullable PayMethod method,
            @Nullable Instant expiresAt) {
        String link = links.linkTo(ticket.presentedAt());
        return ticket.moment() == null
                ? new PayAnswer(link, null, state, method, expiresAt)
                : new PayAnswer(null, link, state, method, null);
    }
}
