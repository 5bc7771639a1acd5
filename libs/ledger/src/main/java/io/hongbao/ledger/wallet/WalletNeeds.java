package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.account.WrapId;
import java.util.LinkedHashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a batch has to lock and read before it can decide; collected first, so that it is one read.
 */
public final class WalletNeeds {

    private final TreeSet<UserId> users = new TreeSet<>();
    private final Set<TransferId> transfers = new LinkedHashSet<>();
    private final Set<WrapId> wraps = new LinkedHashSet<>();
    private final Set<String> documents = new LinkedHashSet<>();
    private final TreeSet<UserId> cardHolders = new TreeSet<>();
    private final Set<OrderNumber> parked = new LinkedHashSet<>();

    /** The user's balance, locked. */
    public WalletNeeds user(UserId user) {
        users.add(user);
        return this;
    }

    /** Whether there is a transfer of this identity. */
    public WalletNeeds transfer(TransferId id) {
        transfers.add(id);
        return this;
    }

    /** The payment and the card documents of a wrap, under its payer's lock. */
    public WalletNeeds wrap(WrapId wrap) {
        users.add(wrap.payer());
        wraps.add(wrap);
        return this;
    }

    /** A card document; its user has to be needed as well. */
    public WalletNeeds document(String number) {
        documents.add(number);
        return this;
    }

    /** The cards that the user bound, under the user's lock. */
    public WalletNeeds boundCards(UserId user) {
        users.add(user);
        cardHolders.add(user);
        return this;
    }

    /** Whether the payment of a packet is parked, under its payer's lock. */
    public WalletNeeds parked(OrderNumber packet, UserId payer) {
        users.add(payer);
        parked.add(packet);
        return this;
    }

    /** All that posting {@code transfer} needs. */
    public WalletNeeds posting(Transfer transfer) {
        transfer.wrap().ifPresent(this::wrap);
        return user(transfer.user()).transfer(transfer.id());
    }

    /** Whose rows are locked. */
    public NavigableSet<UserId> users() {
        return users;
    }

    Set<TransferId> transfers() {
        return transfers;
    }

    Set<WrapId> wraps() {
        return wraps;
    }

    Set<String> documents() {
        return documents;
    }

    NavigableSet<UserId> cardHolders() {
        return cardHolders;
    }

    Set<OrderNumber> parked() {
        return parked;
    }
}
