package io.hongbao.packet.wrap;

import io.hongbao.contracts.call.Deadline;
import io.hongbao.packet.call.TimeoutSettings;
import io.hongbao.packet.decide.Draft;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapFingerprint;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.heal.HealAcrossSets;
import io.hongbao.packet.state.WrapKey;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Makes a packet on the SET that sender and key hash to; when that SET fails, on the next one, in
 * the same call. So a wrap may exist on two SETs, of which the first answer that arrives tells one:
 * only one of them can ever be paid.
 */
@Component
final class WrapPacket {

    private final WrapSets sets;
    private final HealAcrossSets healAcrossSets;

    WrapPacket(WrapSets sets, TimeoutSettings limits, Clock clock) {
        this.sets = sets;
        healAcrossSets = new HealAcrossSets(sets, limits, clock);
    }

    /** The packet, or a refusal that is honest about all SETs that were tried. */
    WrapOutcome wrap(WrapKey key, Draft draft, Deadline waited) {
        WrapFingerprint fingerprint = WrapFingerprint.of(draft);
        return healAcrossSets.make(
                key,
                waited,
                (place, deadline) ->
                        sets.submit(
                                place.set(),
                                new PacketCommand.Wrap(key, draft, fingerprint, place.table()),
                                deadline),
                WrapOutcome::refusal);
    }
}
