package io.hongbao.ledger.boundcard;

import io.hongbao.contracts.id.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The bound cards of some users: as they are stored, and as a batch decides them. */
public final class DecidedCards {

    private final List<BoundCard> stored;
    private final List<BoundCard> decided;

    public DecidedCards(Collection<BoundCard> stored) {
        this.stored = List.copyOf(stored);
        decided = new ArrayList<>(stored);
    }

    public List<BoundCard> of(UserId user) {
        return decided.stream().filter(card -> card.user().equals(user)).toList();
    }

    public void add(BoundCard card) {
        decided.add(card);
    }

    public void remove(UserId user, String token) {
        decided.removeIf(card -> card.user().equals(user) && card.token().equals(token));
    }

    /** To be deleted before {@link #added} is inserted. */
    public List<BoundCard> removed() {
        return stored.stream().filter(card -> !decided.contains(card)).toList();
    }

    public List<BoundCard> added() {
        return decided.stream().filter(card -> !stored.contains(card)).toList();
    }
}
