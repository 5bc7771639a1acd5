package io.hongbao.packet.momentapi;

import io.hongbao.contracts.call.Deadline;
import io.hongbao.packet.decide.WrapFingerprint;
import io.hongbao.packet.heal.HealAcrossSets;
import io.hongbao.packet.moment.MomentCommand;
import io.hongbao.packet.moment.MomentDraft;
import io.hongbao.packet.moment.MomentOutcome;
import io.hongbao.packet.moment.MomentOutcome.KeyReused;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.packet.state.WrapKey;
import org.springframework.stereotype.Component;

/**
 * Makes a moment as a packet is wrapped: on the SET that poster and key hash to, or else the next.
 */
@Component
final class PostMoment {

    private final SetRouter sets;
    private final HealAcrossSets healAcrossSets;

    PostMoment(SetRouter sets, HealAcrossSets healAcrossSets) {
        this.sets = sets;
        this.healAcrossSets = healAcrossSets;
    }

    MomentOutcome.OfPost post(WrapKey key, MomentDraft draft, Deadline waited) {
        WrapFingerprint fingerprint = draft.fingerprint();
        return healAcrossSets.make(
                key,
                waited,
                (place, deadline) ->
                        sets.find(place.set())
                                .map(set ->
                                        set.moments()
                                                .submit(
                                                        new MomentCommand.Post(
                                                                key,
                                                                draft,
                                                                fingerprint,
                                                                place.table()),
                                                        deadline)),
                outcome -> outcome instanceof KeyReused);
    }
}
