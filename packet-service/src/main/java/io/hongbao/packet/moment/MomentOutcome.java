package io.hongbao.packet.moment;

import io.hongbao.contracts.money.Money;
import io.hongbao.packet.state.PacketTerms;
import java.util.List;
import java.util.Optional;

/** The answer to a command, true once the database transaction that it belongs to is committed. */
public sealed interface MomentOutcome {

    /** There is no such moment. */
    record NotFound() implements OfView, OfShow {}

    /** What became of a post, in order of precedence. */
    sealed interface OfPost extends MomentOutcome {}

    /** The key stands for another request. */
    record KeyReused() implements OfPost {}

    /** The moment, made now or by the first of the repeats. */
    record Posted(Moment moment) implements OfPost {}

    /** What became of asking to see it, in order of precedence, after {@link NotFound}. */
    sealed interface OfView extends MomentOutcome {}

    /** For ever: it was free, or is paid, or the viewer posted it. */
    record Seen(Moment moment, boolean free) implements OfView {}

    /** Its time is over, and this viewer has not seen it. */
    record Ended() implements OfView {}

    /** To be paid: the same amount each time, and the same order until its time to pay is over. */
    record ToPay(Moment moment, PacketTerms order) implements OfView {}

    /** What is shown of a moment, after {@link NotFound}. */
    sealed interface OfShow extends MomentOutcome {}

    /**
     * A moment and who has seen it.
     *
     * @param own the asking user's own view, seen or not
     * @param viewers the latest who saw it, newest first; empty unless the poster asks
     * @param more whether there are earlier ones
     */
    record Shown(
            Moment moment,
            boolean ended,
            Seers seers,
            Optional<MomentView> own,
            List<MomentView> viewers,
            boolean more)
            implements OfShow {}

    /** All who have seen a moment, how many of them for free, and what the others paid. */
    record Seers(long count, long free, Money paid) {}
}
