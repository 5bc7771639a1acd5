package io.hongbao.contracts.event;

import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.routing.WalletSlot;
import java.util.List;

/** Topics, and which partition of them a record goes to: part of the contract, on both sides. */
public final class Topics {

    /** {@link PacketPaidV1}, from wallet shards to the packet service. */
    public static final String PAYMENTS = "hongbao.payments";

    /**
     * {@link PacketActivatedV1}, {@link ShareOpenedV1}, {@link PacketRefundedV1}, from SETs to the
     * wallet shards.
     */
    public static final String PACKETS = "hongbao.packets";

    /** {@link NotificationV1}, from SETs to the wallet shards. */
    public static final String NOTIFICATIONS = "hongbao.notifications";

    /** What a consumer group could never apply goes to {@code topic.group.dead}. */
    public static final String DEAD_SUFFIX = ".dead";

    public static final String GROUP_ACTIVATIONS = "packet-activations";
    public static final String GROUP_CREDITS = "balance-credits";
    public static final String GROUP_RECORDS = "user-records";
    public static final String GROUP_NOTIFICATIONS = "user-notifications";

    public static final List<String> GROUPS =
            List.of(GROUP_ACTIVATIONS, GROUP_CREDITS, GROUP_RECORDS, GROUP_NOTIFICATIONS);

    /**
     * Partitions of each topic. A wallet shard's range of slots must begin and end at a multiple of
     * {@code WalletSlot.COUNT / PARTITIONS} for a partition to belong to one shard.
     */
    public static final int PARTITIONS = 20;

    public static final String TYPE_HEADER = "hongbao-type";

    /** The groups that must apply the record, separated by commas; covered by the signature. */
    public static final String GROUPS_HEADER = "hongbao-groups";

    public static final String SIGNATURE_HEADER = "hongbao-signature";

    /** The only group that a dead letter is published again for; other groups pass over it. */
    public static final String REPLAY_HEADER = "hongbao-replay";

    private Topics() {}

    /** Contiguous ranges of slots, so that a partition belongs to one wallet shard. */
    public static int partitionOf(WalletSlot slot) {
        return slot.number() * PARTITIONS / WalletSlot.COUNT;
    }

    /**
     * Payments go by the SET that they will change, so that a dead SET holds up only the partition
     * it is in.
     */
    public static int partitionOf(SetId set) {
        return set.number() % PARTITIONS;
    }

    /** What {@code group} reads. */
    public static String topicOf(String group) {
        return switch (group) {
            case GROUP_ACTIVATIONS -> PAYMENTS;
            case GROUP_NOTIFICATIONS -> NOTIFICATIONS;
            default -> PACKETS;
        };
    }

    /** Where {@code group} puts the records that it can never apply. */
    public static String deadLettersOf(String group) {
        return topicOf(group) + '.' + group + DEAD_SUFFIX;
    }
}
