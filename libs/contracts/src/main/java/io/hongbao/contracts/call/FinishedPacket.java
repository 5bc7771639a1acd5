package io.hongbao.contracts.call;

import java.util.List;

/**
 * What never changes any more of a packet whose shares are all opened: enough to answer every later
 * grab and open of it.
 *
 * @param exclusive whether only the named users may open it; they are then just its openers
 * @param openers as many as shares
 */
public record FinishedPacket(boolean exclusive, List<Opener> openers) {

    public record Opener(long userId, long amountFen, long openedAtMs) {}
}
