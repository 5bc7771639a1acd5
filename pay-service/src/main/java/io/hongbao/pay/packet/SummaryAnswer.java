package io.hongbao.pay.packet;

import io.hongbao.contracts.call.PacketSummary;

/** What the packet service says of a packet. */
public sealed interface SummaryAnswer {

    record Found(PacketSummary summary) implements SummaryAnswer {}

    record NoSuchPacket() implements SummaryAnswer {}

    /** Its SET, or the packet service, does not answer now. */
    record NotNow() implements SummaryAnswer {}
}
