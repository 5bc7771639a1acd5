package io.hongbao.packet.moment;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.decide.WrapFingerprint;
import io.hongbao.packet.state.WrapKey;

/**
 * What can be asked of a SET's lane of moments. Every command is safe to repeat: see each outcome.
 *
 * @param <R> the outcome
 */
public sealed interface MomentCommand<R extends MomentOutcome> {

    /** The table of the moment. */
    int table();

    /**
     * Posts a moment; of one (poster, key) one in a SET, whatever the repeats.
     *
     * @param table that the key hashes to, in which a repeat looks for it
     */
    record Post(WrapKey key, MomentDraft draft, WrapFingerprint fingerprint, int table)
            implements MomentCommand<MomentOutcome.OfPost> {}

    /** A user wants to see the picture. */
    record View(OrderNumber moment, UserId viewer) implements MomentCommand<MomentOutcome.OfView> {

        ViewKey key() {
            return new ViewKey(moment, viewer);
        }

        @Override
        public int table() {
            return moment.table();
        }
    }

    /** A user asks who has seen it. */
    record Show(OrderNumber moment, UserId asking) implements MomentCommand<MomentOutcome.OfShow> {

        @Override
        public int table() {
            return moment.table();
        }
    }
}
