package io.hongbao.ledger.account;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One movement of money between two accounts, so that it balances by construction.
 *
 * @param amount ≥ 1 fen
 * @param user whose shard and lock it is written under; a user account in it is this user's
 * @param wrapKey {@code PACKET_PAY} only
 * @param businessAt when it was decided, in whole milliseconds
 */
public record Transfer(
        TransferId id,
        Account debit,
        Account credit,
        Money amount,
        UserId user,
        @Nullable IdempotencyKey wrapKey,
        Instant businessAt) {

    public Transfer {
        if (amount.fen() < 1) {
            throw new IllegalArgumentException("must be >= 1: amountFen=" + amount.fen());
        }
        if (debit.equals(credit)) {
            throw new IllegalArgumentException("must be two accounts: " + debit.text());
        }
        if (isOther(debit, user) || isOther(credit, user)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "must be user %s: debit=%s credit=%s",
                            user,
                            debit.text(),
                            credit.text()));
        }
        if ((wrapKey != null) != (id.kind() == TransferKind.PACKET_PAY)) {
            throw new IllegalArgumentException("must have a wrap key only to pay: " + id.kind());
        }
        businessAt = businessAt.truncatedTo(ChronoUnit.MILLIS);
    }

    private static boolean isOther(Account account, UserId user) {
        return account instanceof UserAccount(var owner) && !owner.equals(user);
    }

    /** The balance, or the bank when a card pays, into escrow. */
    public static Transfer packetPay(
            OrderNumber packet, Account from, Money total, WrapId wrap, Instant paidAt) {
        return new Transfer(
                TransferId.packetPay(packet),
                from,
                SystemAccount.ESCROW,
                total,
                wrap.payer(),
                wrap.key(),
                paidAt);
    }

    /** Bank into the balance. */
    public static Transfer topUp(UserId user, IdempotencyKey key, Money amount, Instant at) {
        return credit(TransferId.topUp(user, key), SystemAccount.BANK, amount, user, at);
    }

    /** Escrow into the balance of who opened a share. */
    public static Transfer shareCredit(
            OrderNumber packet, int shareNo, UserId opener, Money amount, Instant openedAt) {
        return credit(
                TransferId.shareCredit(packet, shareNo),
                SystemAccount.ESCROW,
                amount,
                opener,
                openedAt);
    }

    /** Escrow into the sender's balance, also when a card paid. */
    public static Transfer packetRefund(
            OrderNumber packet, UserId sender, Money left, Instant refundedAt) {
        return credit(
                TransferId.packetRefund(packet), SystemAccount.ESCROW, left, sender, refundedAt);
    }

    /** All of a payment back into the payer's balance, also when a card paid. */
    public static Transfer paymentRefund(OrderNumber packet, Transfer payment, Instant at) {
        return credit(
                TransferId.paymentRefund(packet),
                SystemAccount.ESCROW,
                payment.amount(),
                payment.user(),
                at);
    }

    private static Transfer credit(
            TransferId id, Account from, Money amount, UserId user, Instant at) {
        return new Transfer(id, from, Account.of(user), amount, user, null, at);
    }

    /** The wrap it pays for. */
    public Optional<WrapId> wrap() {
        return Optional.ofNullable(wrapKey).map(key -> new WrapId(user, key));
    }

    /** Whether {@code other} moves the same money; times do not count. */
    public boolean sameContent(Transfer other) {
        return id.equals(other.id)
                && debit.equals(other.debit)
                && credit.equals(other.credit)
                && amount.equals(other.amount)
                && user.equals(other.user)
                && wrap().equals(other.wrap());
    }
}
