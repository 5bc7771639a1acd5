package io.hongbao.packet.wrap;

import io.hongbao.contracts.id.SetId;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapOutcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** All SETs, as wrapping sees them. */
interface WrapSets {

    /** What each SET gets of new packets now; 0 for one that is out. */
    Map<SetId, Integer> weights();

    /** Queues a wrap in the lane of its table. Empty while the SET is not connected. */
    Optional<CompletableFuture<WrapOutcome>> submit(
            SetId set, PacketCommand.Wrap command, Instant deadline);

    /** A wrap was not answered by this SET, and goes on to the next if there is one. */
    void left(SetId set, LaneFault fault);
}
