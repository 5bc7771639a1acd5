package io.hongbao.packet.wrap;

import io.hongbao.contracts.id.SetId;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.heal.WeighedSets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** All SETs, as wrapping sees them. */
interface WrapSets extends WeighedSets {

    /** Queues a wrap in the lane of its table. Empty while the SET is not connected. */
    Optional<CompletableFuture<WrapOutcome>> submit(
            SetId set, PacketCommand.Wrap command, Instant deadline);
}
