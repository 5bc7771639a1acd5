package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.SqlScript;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.UserAccount;
import io.hongbao.ledger.boundcard.BoundCard;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.notification.ToldNumbers;
import io.hongbao.ledger.sql.Chunks;
import io.hongbao.ledger.usage.DayUsage;
import io.hongbao.ledger.webhook.ToldRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
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
     * @param storedUsage a {@link DayUsage} from before, if there is one
     * @param newUsage what it was changed to; null when it was not
     */
    record UserRow(
            UserId user,
            Money balance,
            long lastNumber,
            int told,
            boolean webhookOn,
            @Nullable String storedUsage,
            @Nullable DayUsage newUsage) {

        UserRow with(Money newBalance) {
            return new UserRow(
                    user, newBalance, lastNumber, told, webhookOn, storedUsage, newUsage);
        }

        UserRow toldOneMore() {
            return new UserRow(
                    user, balance, lastNumber, told + 1, webhookOn, storedUsage, newUsage);
        }

        UserRow with(DayUsage usage) {
            return new UserRow(user, balance, lastNumber, told, webhookOn, storedUsage, usage);
        }

        DayUsage usage(Instant at) {
            return DayUsage.of(newUsage == null ? storedUsage : newUsage.text(), at);
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

    /** Changes the balances of a transfer's accounts, and what its payer has sent. */
    void move(Transfer transfer) {
        Money amount = transfer.amount();
        if (transfer.debit() instanceof UserAccount(var payer)) {
            UserRow row = row(payer);
            change(
                    row.with(row.balance().minus(amount))
                            .with(row.usage(transfer.businessAt()).send(amount)));
        }
        if (transfer.credit() instanceof UserAccount(var receiver)) {
            UserRow row = row(receiver);
            change(row.with(row.balance().plus(amount)));
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
