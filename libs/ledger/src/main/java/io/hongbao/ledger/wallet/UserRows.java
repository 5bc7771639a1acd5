package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.SqlScript;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.TransferKind;
import io.hongbao.ledger.account.UserAccount;
import io.hongbao.ledger.boundcard.BoundCard;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.notification.ToldNumbers;
import io.hongbao.ledger.sql.Chunks;
import io.hongbao.ledger.usage.DayReceived;
import io.hongbao.ledger.usage.DayUsage;
import io.hongbao.ledger.webhook.ToldRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows of users that a batch has locked, and what it makes of them. */
final class UserRows {

    private final TreeMap<UserId, UserRow> rows = new TreeMap<>();
    private final TreeSet<UserId> changed = new TreeSet<>();

    /**
     * One of them.
     *
     * @param lastNumber of the notifications from before
     * @param told notifications that were added to them
     * @param webhookOn whether it is, which is the same for all
     */
    record UserRow(
            UserId user, Money balance, long lastNumber, int told, boolean webhookOn, Days days) {

        UserRow with(Money newBalance) {
            return new UserRow(user, newBalance, lastNumber, told, webhookOn, days);
        }

        UserRow toldOneMore() {
            return new UserRow(user, balance, lastNumber, told + 1, webhookOn, days);
        }

        UserRow with(Days newDays) {
            return new UserRow(user, balance, lastNumber, told, webhookOn, newDays);
        }

        UserRow with(DayUsage usage) {
            return with(new Days(usage.text(), true, days.received, days.receivedChanged));
        }

        UserRow with(DayReceived received) {
            return with(new Days(days.usage, days.usageChanged, received.text(), true));
        }

        DayUsage usage(Instant at) {
            return DayUsage.of(days.usage, at);
        }

        DayReceived received(Instant at) {
            return DayReceived.of(days.received, at);
        }
    }

    /**
     * What is counted of a user, as it is stored.
     *
     * @param usage a {@link DayUsage}, if there is one
     * @param received a {@link DayReceived}, if there is one
     */
    record Days(
            @Nullable String usage,
            boolean usageChanged,
            @Nullable String received,
            boolean receivedChanged) {

        static Days stored(@Nullable String usage, @Nullable String received) {
            return new Days(usage, false, received, false);
        }

        Optional<String> newUsage() {
            return usageChanged ? Optional.ofNullable(usage) : Optional.empty();
        }

        Optional<String> newReceived() {
            return receivedChanged ? Optional.ofNullable(received) : Optional.empty();
        }
    }

    /** Locks, in ascending order, the rows of those of these users who have one. */
    static UserRows lock(Connection connection, Collection<UserId> users) throws SQLException {
        var locked = new UserRows();
        for (List<UserId> chunk : Chunks.of(new TreeSet<>(users))) {
            for (UserRow row : BalanceRows.lock(connection, chunk)) {
                locked.rows.put(row.user(), row);
            }
        }
        return locked;
    }

    NavigableSet<UserId> missing(Collection<UserId> users) {
        var missing = new TreeSet<>(users);
        missing.removeAll(rows.keySet());
        return missing;
    }

    private UserRow row(UserId user) {
        UserRow row = rows.get(user);
        if (row == null) {
            throw new IllegalStateException("must be among the needs: user=" + user);
        }
        return row;
    }

    /** What the user has now. */
    Money balance(UserId user) {
        return row(user).balance();
    }

    /** What the user has done on the day of {@code at}. */
    DayUsage usage(UserId user, Instant at) {
        return row(user).usage(at);
    }

    /** What the user has received on the day of {@code at}. */
    DayReceived received(UserId user, Instant at) {
        return row(user).received(at);
    }

    /**
     * Changes the balances of a transfer's accounts, and what its payer has sent, or its receiver
     * received at {@code now}.
     */
    void move(Transfer transfer, Instant now) {
        Money amount = transfer.amount();
        if (transfer.debit() instanceof UserAccount(var payer)) {
            UserRow row = row(payer);
            change(
                    row.with(row.balance().minus(amount))
                            .with(row.usage(transfer.businessAt()).send(amount)));
        }
        if (transfer.credit() instanceof UserAccount(var receiver)) {
            UserRow row = row(receiver);
            UserRow credited = row.with(row.balance().plus(amount));
            change(
                    transfer.id().kind() == TransferKind.SHARE_CREDIT
                            ? credited.with(row.received(now).plus(amount))
                            : credited);
        }
    }

    /** Counts what a new document is to take from a card. */
    void reserve(CardDocument created) {
        UserRow row = row(created.user());
        change(row.with(row.usage(created.createdAt()).reserve(created)));
    }

    /** Counts no more what did not happen of a document, if it has ended. */
    void release(CardDocument altered) {
        UserRow row = row(altered.user());
        if (!altered.undecided()) {
            change(row.with(row.usage(altered.createdAt()).end(altered)));
        }
    }

    /** Counts a card that its user binds. */
    void bind(BoundCard card) {
        UserRow row = row(card.user());
        change(row.with(row.usage(card.boundAt()).bindCard()));
    }

    /** The number of the user's next notification. */
    long nextNumber(UserId user) {
        UserRow row = row(user).toldOneMore();
        change(row);
        return row.lastNumber() + row.told();
    }

    private void change(UserRow row) {
        rows.put(row.user(), row);
        changed.add(row.user());
    }

    /**
     * Writes what was changed, by a statement for all who were told equally much, and for a webhook
     * who was told which numbers.
     */
    void write(SqlScript script, Instant now) {
        var byTold = new TreeMap<Integer, List<UserRow>>();
        var toDeliver = new ArrayList<ToldNumbers>();
        for (UserId user : changed) {
            UserRow row = row(user);
            byTold.computeIfAbsent(row.told(), _ -> new ArrayList<>()).add(row);
            if (row.webhookOn() && row.told() > 0) {
                toDeliver.add(
                        new ToldNumbers(user, row.lastNumber() + 1, row.lastNumber() + row.told()));
            }
        }
        if (!toDeliver.isEmpty()) {
            script.add(ToldRows.insert(toDeliver, now));
        }
        byTold.forEach((told, equals) ->
                Chunks.of(equals).forEach(chunk -> script.add(BalanceRows.set(chunk, told, now))));
    }
}
