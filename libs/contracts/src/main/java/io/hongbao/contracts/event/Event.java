package io.hongbao.contracts.event;

import java.util.List;

/** What a record of a topic says, as JSON. */
public sealed interface Event
        permits PacketPaidV1,
                PacketActivatedV1,
                ShareOpenedV1,
                PacketRefundedV1,
                NotificationV1,
                MomentPostedV1,
                MomentSeenV1 {

    String orderNumber();

    /** The record's key. */
    default String key() {
        return orderNumber();
    }

    /** The name of the record class: event and version. */
    default String type() {
        return getClass().getSimpleName();
    }

    default String topic() {
        return Topics.PACKETS;
    }

    int partition();

    /**
     * The consumer groups that must apply the event. A group that it does not name passes it over;
     * one that it names and that does not know its type keeps it as a dead letter.
     */
    List<String> groups();
}
