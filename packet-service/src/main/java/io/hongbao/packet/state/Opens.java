package io.hongbao.packet.state;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shares of a packet that are opened, and what is left. Immutable, so that readers need no
 * lock.
 */
public final class Opens {

    private final Money left;
    private final int sharesLeft;
    private final List<OpenedShare> shares;
    private final Map<UserId, OpenedShare> byUser;

    private Opens(Money left, int sharesLeft, List<OpenedShare> shares) {
        this.left = left;
        this.sharesLeft = sharesLeft;
        this.shares = Collections.unmodifiableList(shares);
        byUser = HashMap.newHashMap(shares.size());
        for (OpenedShare share : shares) {
            byUser.put(share.user(), share);
        }
    }

    public static Opens none(PacketTerms terms) {
        return new Opens(terms.total(), terms.shares(), List.of());
    }

    /** As read from the database: what is left, and the shares in the order of their numbers. */
    public static Opens of(Money left, int sharesLeft, List<OpenedShare> shares) {
        return new Opens(left, sharesLeft, new ArrayList<>(shares));
    }

    public Opens plus(List<OpenedShare> added) {
        var all = new ArrayList<OpenedShare>(shares.size() + added.size());
        all.addAll(shares);
        all.addAll(added);
        Money rest = left;
        for (OpenedShare share : added) {
            rest = rest.minus(share.amount());
        }
        return new Opens(rest, sharesLeft - added.size(), all);
    }

    public Money left() {
        return left;
    }

    public int sharesLeft() {
        return sharesLeft;
    }

    /** In the order in which they were opened. */
    public List<OpenedShare> shares() {
        return shares;
    }

    public @Nullable OpenedShare by(UserId user) {
        return byUser.get(user);
    }

    /** The largest amount; of equal ones the earlier. Empty when nothing is opened. */
    public Optional<OpenedShare> luckiest() {
        OpenedShare luckiest = null;
        for (OpenedShare share : shares) {
            if (luckiest == null || share.amount().compareTo(luckiest.amount()) > 0) {
                luckiest = share;
            }
        }
        return Optional.ofNullable(luckiest);
    }
}
