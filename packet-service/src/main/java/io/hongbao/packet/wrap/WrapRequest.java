package io.hongbao.packet.wrap;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a wrap, as the client sent it. */
record WrapRequest(
        @Nullable PacketKind kind,
        @Nullable Long totalFen,
        @Nullable Integer shares,
        @Nullable String greeting,
        @Nullable List<@Nullable UserId> recipients) {}
