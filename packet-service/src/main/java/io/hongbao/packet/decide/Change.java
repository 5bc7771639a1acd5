package io.hongbao.packet.decide;

import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.PacketState;
import java.util.List;

/**
 * One change of one packet, to be written under a compare with the state before it. The conditions
 * on the SET's clock belong to the write: an open and an activation need {@code expires_at} to lie
 * ahead, a refund needs it to have passed.
 */
public sealed interface Change {

    PacketState after();

    /** Of a packet that was there before. */
    sealed interface OfStored extends Change {

        PacketState before();
    }

    record Wrapped(PacketState after, WrapFingerprint fingerprint) implements Change {}

    record Closed(PacketState before, PacketState after) implements OfStored {}

    record Activated(PacketState before, PacketState after) implements OfStored {}

    /** Paid to see a moment: opened for its poster, and the view is seen, by the same commit. */
    record Seen(PacketState before, PacketState after) implements OfStored {}

    /** Paid, but the whole lifetime had passed before the packet knew. */
    record RefundedAtOnce(PacketState before, PacketState after) implements OfStored {}

    /** One or more shares, opened by as many users. */
    record Opened(PacketState before, PacketState after, List<OpenedShare> shares)
            implements OfStored {}

    record Refunded(PacketState before, PacketState after) implements OfStored {}
}
