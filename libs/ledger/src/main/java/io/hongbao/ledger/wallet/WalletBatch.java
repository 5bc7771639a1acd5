package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.events.outbox.OutboxEvent;
import io.hongbao.ledger.account.SystemAccount;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.account.TransferKind;
import io.hongbao.ledger.account.UserAccount;
import io.hongbao.ledger.account.WrapId;
import io.hongbao.ledger.boundcard.BoundCard;
import io.hongbao.ledger.boundcard.DecidedCards;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardPurpose.PaysPacket;
import io.hongbao.ledger.notification.Notification;
import io.hongbao.ledger.notification.NumberedNotification;
import io.hongbao.ledger.notification.PaymentSteps;
import io.hongbao.ledger.parked.DecidedParking;
import io.hongbao.ledger.parked.ParkedPayment;
import io.hongbao.ledger.usage.DayUsage;
import io.hongbao.ledger.wallet.PostOutcome.Differs;
import io.hongbao.ledger.wallet.PostOutcome.InsufficientBalance;
import io.hongbao.ledger.wallet.PostOutcome.Posted;
import io.hongbao.ledger.wallet.PostOutcome.Repeated;
import io.hongbao.ledger.wallet.PostOutcome.WrapAlreadyPaid;
import io.hongbao.ledger.wallet.TransferRows.NewTransfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A wallet batch while it is decided: what is true under its locks, including what the batch itself
 * has decided so far. Pure: nothing is written until all is decided.
 */
public final class WalletBatch {

    private final WalletNeeds needs;
    private final UserRows users;
    private final Tells tells;
    private final Map<TransferId, Transfer> transfers = new HashMap<>();
    private final Map<WrapId, Transfer> payments = new HashMap<>();
    private final TreeMap<String, CardDocument> documents = new TreeMap<>();
    private final DecidedCards cards;
    private final DecidedParking parking;

    private final List<NewTransfer> posted = new ArrayList<>();
    private final List<NumberedNotification> told = new ArrayList<>();
    private final TreeMap<String, CardDocument> created = new TreeMap<>();
    private final TreeMap<String, CardDocument> altered = new TreeMap<>();
    private final List<OutboxEvent> events = new ArrayList<>();

    /** Whether users are told of what is decided, and at what time it is. */
    record Tells(boolean enabled, Instant now) {}

    /** What is there of a batch's needs, beside its users. */
    record Stored(
            Collection<Transfer> transfers,
            Collection<CardDocument> documents,
            Collection<BoundCard> cards,
            Collection<ParkedPayment> parked) {}

    WalletBatch(WalletNeeds needs, UserRows users, Stored stored, Tells tells) {
        this.needs = needs;
        this.users = users;
        this.tells = tells;
        stored.transfers().forEach(this::remember);
        stored.documents().forEach(document -> documents.put(document.number(), document));
        cards = new DecidedCards(stored.cards());
        parking = new DecidedParking(stored.parked());
    }

    private void remember(Transfer transfer) {
        transfers.put(transfer.id(), transfer);
        transfer.wrap().ifPresent(wrap -> payments.put(wrap, transfer));
    }

    /** What the user has now. */
    public Money balance(UserId user) {
        return users.balance(user);
    }

    /**
     * What the user has done on the day of {@code at}; on a later one, when it has begun for
     * another instance.
     */
    public DayUsage usage(UserId user, Instant at) {
        return users.usage(user, at);
    }

    public Optional<Transfer> transfer(TransferId id) {
        needed(needs.transfers().contains(id), id);
        return Optional.ofNullable(transfers.get(id));
    }

    /** The transfer that paid a packet of this wrap. */
    public Optional<Transfer> payment(WrapId wrap) {
        needed(needs.wraps().contains(wrap), wrap);
        return Optional.ofNullable(payments.get(wrap));
    }

    public Optional<CardDocument> document(String number) {
        needed(needs.documents().contains(number), number);
        return Optional.ofNullable(documents.get(number));
    }

    /** The documents of this wrap, in ascending number. */
    public List<CardDocument> documents(WrapId wrap) {
        needed(needs.wraps().contains(wrap), wrap);
        return documents.values().stream()
                .filter(document -> document.wrap().filter(wrap::equals).isPresent())
                .toList();
    }

    /** What the user bound. */
    public List<BoundCard> boundCards(UserId user) {
        needed(needs.cardHolders().contains(user), user);
        return cards.of(user);
    }

    /** Posts the transfer, or says why not. */
    public PostOutcome post(Transfer transfer) {
        Optional<Transfer> first = transfer(transfer.id());
        if (first.isPresent()) {
            Transfer same = first.get();
            return same.sameContent(transfer) ? new Repeated(same) : new Differs(same);
        }
        Optional<Transfer> payment = transfer.wrap().flatMap(this::payment);
        if (payment.isPresent()) {
            return new WrapAlreadyPaid(new OrderNumber(payment.get().id().businessNumber()));
        }
        if (transfer.debit() instanceof UserAccount(var payer)
                && !balance(payer).covers(transfer.amount())) {
            return new InsufficientBalance(balance(payer));
        }
        // Also a transfer that changes no balance is written under its user's lock.
        balance(transfer.user());
        users.move(transfer, tells.now());
        remember(transfer);
        posted.add(new NewTransfer(transfer, tell(transfer)));
        return transfer.id().kind() == TransferKind.SHARE_CREDIT
                ? new Posted(transfer, users.received(transfer.user(), tells.now()))
                : new Posted(transfer);
    }

    /** The transfer's own number, if it is a notification itself; else 0. */
    private long tell(Transfer transfer) {
        if (!tells.enabled()) {
            return 0;
        }
        if (transfer.debit() == SystemAccount.ESCROW) {
            return users.nextNumber(transfer.user());
        }
        if (transfer.debit() instanceof UserAccount) {
            tell(PaymentSteps.paid(transfer, tells.now()));
        }
        return 0;
    }

    private void tell(Notification what) {
        told.add(new NumberedNotification(users.nextNumber(what.user()), what));
    }

    /** Adds a new document. */
    public void create(CardDocument document) {
        users.reserve(document);
        if (!document.undecided() || documents.putIfAbsent(document.number(), document) != null) {
            throw new IllegalStateException("must be new: document=" + document.number());
        }
        created.put(document.number(), document);
    }

    /** Replaces an undecided document by what became of it. */
    public void alter(CardDocument document) {
        users.release(document);
        CardDocument before = documents.put(document.number(), document);
        if (before == null || !before.undecided()) {
            throw new IllegalStateException("must be undecided: document=" + document.number());
        }
        (created.containsKey(document.number()) ? created : altered)
                .put(document.number(), document);
        if (tells.enabled()) {
            PaymentSteps.of(before, document, tells.now()).ifPresent(this::tell);
        }
    }

    /** Adds a card that the user has not bound yet, and of which there is room. */
    public void bind(BoundCard card) {
        List<BoundCard> bound = boundCards(card.user());
        if (bound.size() >= BoundCard.PER_USER_MAX
                || bound.stream().anyMatch(each -> each.token().equals(card.token()))) {
            throw new IllegalStateException("must be new, and not one too many: " + card);
        }
        users.bind(card);
        cards.add(card);
    }

    /** Removes the card, if it is bound. */
    public void unbind(UserId user, String token) {
        needed(needs.cardHolders().contains(user), user);
        cards.remove(user, token);
    }

    /** Whether the payment of the packet is parked. */
    public boolean parked(OrderNumber packet) {
        needed(needs.parked().contains(packet), packet);
        return parking.has(packet);
    }

    /** Parks the payment, unless it is parked. */
    public void park(ParkedPayment payment) {
        needed(needs.parked().contains(payment.packet()), payment);
        balance(payment.payer());
        parking.add(payment);
    }

    /** Takes the payment out again, if it is parked. */
    public void unpark(OrderNumber packet) {
        needed(needs.parked().contains(packet), packet);
        parking.remove(packet);
    }

    /** Publishes the event after the commit, surely and at least once. */
    public void publish(OutboxEvent event) {
        events.add(event);
    }

    private static void needed(boolean among, Object need) {
        if (!among) {
            throw new IllegalStateException("must be among the needs: " + need);
        }
    }

    /** The SETs of the packets that are paid, or begun to be paid. */
    SortedSet<SetId> paidSets() {
        var sets = new TreeSet<SetId>();
        for (NewTransfer each : posted) {
            TransferId id = each.transfer().id();
            if (id.kind() == TransferKind.PACKET_PAY) {
                sets.add(new OrderNumber(id.businessNumber()).set());
            }
        }
        for (CardDocument document : created.values()) {
            if (document.purpose() instanceof PaysPacket pays) {
                sets.add(pays.packet().set());
            }
        }
        return sets;
    }

    /** New transfers, in the order in which they were posted. */
    List<NewTransfer> posted() {
        return posted;
    }

    /** Notifications with a row of their own. */
    List<NumberedNotification> told() {
        return told;
    }

    /** What became of the users' rows. */
    UserRows users() {
        return users;
    }

    /** Ascending by number. */
    Collection<CardDocument> createdDocuments() {
        return created.values();
    }

    /** Documents that were there before, ascending by number. */
    Collection<CardDocument> alteredDocuments() {
        return altered.values();
    }

    DecidedCards cards() {
        return cards;
    }

    DecidedParking parking() {
        return parking;
    }

    List<OutboxEvent> events() {
        return events;
    }
}
