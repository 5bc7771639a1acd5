package io.hongbao.packet.moment;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.decide.WrapFingerprint;
import io.hongbao.packet.state.WrapKey;
import java.time.Duration;
import java.time.Instant;

/**
 * A moment as its poster wants it, checked already.
 *
 * @param from the least that a view costs
 * @param to the most that a view costs
 * @param contentRef what the product calls the picture
 * @param lifetime how long it can be asked for, in whole milliseconds
 */
public record MomentDraft(Money from, Money to, String text, String contentRef, Duration lifetime) {

    /** Leaves out the lifetime, a setting; the text comes last, since it is free. */
    public WrapFingerprint fingerprint() {
        return WrapFingerprint.ofText(
                String.join(
                        "|",
                        "m1",
                        Long.toString(from.fen()),
                        Long.toString(to.fen()),
                        contentRef.length() + ":" + contentRef,
                        text));
    }

    Moment posted(OrderNumber number, WrapKey key, Instant now) {
        return new Moment(
                number, key, fingerprint(), from, to, text, contentRef, now, now.plus(lifetime));
    }
}
