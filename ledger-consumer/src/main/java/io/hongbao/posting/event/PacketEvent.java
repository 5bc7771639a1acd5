package io.hongbao.posting.event;

import io.hongbao.contracts.event.PacketActivatedV1;
import io.hongbao.contracts.event.PacketRefundedV1;
import io.hongbao.contracts.event.ShareOpenedV1;

/** What the packets' topic tells. */
public sealed interface PacketEvent {

    record Activated(PacketActivatedV1 event) implements PacketEvent {}

    record Opened(ShareOpenedV1 event) implements PacketEvent {}

    record Refunded(PacketRefundedV1 event) implements PacketEvent {}
}
