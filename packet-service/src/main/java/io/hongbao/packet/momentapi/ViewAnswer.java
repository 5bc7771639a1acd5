package io.hongbao.packet.momentapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer is told.
 *
 * @param free when seen: whether nothing was paid
 * @param content when seen: what the product's media server takes for the picture
 * @param amountFen when to pay
 * @param payTicket when to pay: what pays it
 * @param payBy when to pay: until then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ViewAnswer(
        String momentId,
        String state,
        @Nullable Boolean free,
        @Nullable String content,
        @Nullable Long amountFen,
        @Nullable String payTicket,
        @Nullable Instant payBy) {

    static ViewAnswer seen(String momentId, boolean free, String content) {
        return new ViewAnswer(momentId, "SEEN", free, content, null, null, null);
    }

    static ViewAnswer toPay(String momentId, long amountFen, String payTicket, Instant payBy) {
        return new ViewAnswer(momentId, "TO_PAY", null, null, amountFen, payTicket, payBy);
    }
}
