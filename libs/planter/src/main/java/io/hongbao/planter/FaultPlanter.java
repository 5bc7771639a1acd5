package io.hongbao.planter;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.planter.FaultTargets.Packet;
import io.hongbao.planter.FaultTargets.Share;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Spoils a day that is in order, one fault at a time, by SQL: as a bug, a restored backup or
 * somebody with a database password would. Each fault is about another packet or user.
 */
public final class FaultPlanter {

    private final SuiteDatabases databases;
    private final FaultTargets victims;
    private final PlantedWallet wallet;
    private final PlantAtBank atBank;
    private final PlantInSet inSet;
    private final PlantInRecords records;
    private final PlantMoments moments;
    private final LocalDate day;

    public FaultPlanter(SuiteDatabases databases, LocalDate day) {
        this.databases = databases;
        victims = new FaultTargets(databases, day);
        wallet = new PlantedWallet(databases, day);
        atBank = new PlantAtBank(databases, wallet, day);
        inSet = new PlantInSet(databases, victims, wallet);
        records = new PlantInRecords(databases, victims);
        moments = new PlantMoments(databases, victims);
        this.day = day;
    }

    /** Plants one fault. Throws when the day has no packet for it. */
    public PlantedCase plant(PlantedFault fault) {
        return switch (fault) {
            case LOST_CREDIT -> lostCredit();
            case DOUBLED_CREDIT -> doubledCredit();
            case WRONG_CREDIT -> wrongCredit();
            case CREDIT_FROM_ELSEWHERE -> creditFromElsewhere();
            case LOST_REFUND -> lostRefund();
            case FORGED_REFUND -> forgedRefund();
            case WRONG_REFUND -> wrongRefund();
            case LOST_RECEIVED_RECORD -> records.lostReceived();
            case LOST_SENT_RECORD -> records.lostSent();
            case WRONG_RECORD -> records.wrongReceived();
            case FOREIGN_RECORD -> records.foreignReceived();
            case WRONG_SENT_RECORD -> records.wrongSent();
            case FOREIGN_SENT_RECORD -> records.foreignSent();
            case CREDIT_OF_NO_NUMBER -> creditOfNoNumber();
            case CREDIT_AT_ANOTHER_HOUR -> creditAtAnotherHour();
            case BALANCE_OFF -> balanceOff();
            case WRONG_PAYMENT -> wrongPayment();
            case PAYMENT_OF_NO_PACKET -> paymentOfNoPacket();
            case COUNTER_OFF -> inSet.counterOff();
            case SHARE_LOST_IN_SET -> inSet.shareLost();
            case COLUMNS_OFF -> inSet.columnsOff();
            case PACKET_OVERDUE -> inSet.overdue();
            case OTHER_LIFETIME -> inSet.otherLifetime();
            case OPENED_TOO_LATE -> inSet.openedTooLate();
            case OPENED_BY_NO_RECIPIENT -> inSet.openedByNoRecipient();
            case STEERED_AMOUNT -> inSet.steeredAmount();
            case ACTIVE_WITHOUT_PAYMENT -> inSet.activeWithoutPayment();
            case ACTIVE_IN_TWO_SETS -> inSet.activeInTwoSets();
            case PAYMENT_NOT_ACTIVATED -> inSet.paymentNotActivated();
            case VIEW_NOT_FREE -> moments.notFree();
            case VIEW_OF_ANOTHER_AMOUNT -> moments.ofAnotherAmount();
            case VIEW_SEEN_UNPAID -> moments.seenUnpaid();
            case VIEW_NOT_SEEN -> moments.notSeen();
            case VIEW_PAID_BY_ANOTHER_ORDER -> moments.paidByAnotherOrder();
            case FORGED_TOP_UP -> atBank.forgedTopUp();
            case DEBIT_AT_BANK_ONLY -> atBank.debitAtBankOnly();
            case DOCUMENT_NOT_AT_BANK -> atBank.documentNotAtBank();
            case DOCUMENT_UNDECIDED -> atBank.undecidedDocument();
            case DOCUMENT_WITHOUT_TRANSFER -> atBank.documentWithoutTransfer();
            case OTHER_AMOUNT_AT_BANK -> atBank.otherAmountAtBank();
        };
    }

    /** Moments and views that are as they should be. */
    public void plantMoments() {
        moments.inOrder();
    }

    private PlantedCase lostCredit() {
        Share share = victims.share();
        String shard = shard(share.user());
        databases.change(
                shard,
                1,
                "delete from transfer where kind = 'SHARE_CREDIT' and business_no = ?",
                share.number());
        balance(share.user(), -share.fen());
        return PlantedCase.of(PlantedFault.LOST_CREDIT, share.number(), "CREDIT_MISSING");
    }

    private PlantedCase doubledCredit() {
        Share share = victims.share();
        String again = share.order() + ":999";
        databases.change(
                shard(share.user()),
                1,
                """
                insert into transfer (kind, business_no, debit_account, credit_account, amount_fen,
                    user_id, wrap_key, business_at, posted_at)
                select kind, ?, debit_account, credit_account, amount_fen, user_id, wrap_key,
                    business_at, posted_at
                from transfer where kind = 'SHARE_CREDIT' and business_no = ?
                """,
                again,
                share.number());
        balance(share.user(), share.fen());
        return PlantedCase.of(PlantedFault.DOUBLED_CREDIT, again, "CREDIT_WITHOUT_SHARE");
    }

    private PlantedCase wrongCredit() {
        Share share = victims.share();
        databases.change(
                shard(share.user()),
                1,
                "update transfer set amount_fen = amount_fen + 1 where kind = 'SHARE_CREDIT' and business_no = ?",
                share.number());
        balance(share.user(), 1);
        return PlantedCase.of(PlantedFault.WRONG_CREDIT, share.number(), "CREDIT_DIFFERS");
    }

    private PlantedCase creditFromElsewhere() {
        Share share = victims.share();
        databases.change(
                shard(share.user()),
                1,
                "update transfer set debit_account = 'promotion' where kind = 'SHARE_CREDIT' and business_no = ?",
                share.number());
        return PlantedCase.of(PlantedFault.CREDIT_FROM_ELSEWHERE, share.number(), "CREDIT_DIFFERS")
                .and("TRANSFER_MALFORMED", "SHARE_CREDIT " + share.number());
    }

    private PlantedCase lostRefund() {
        Packet packet = victims.packet("state = 'REFUNDED'");
        databases.change(
                shard(packet.sender()),
                1,
                "delete from transfer where kind = 'PACKET_REFUND' and business_no = ?",
                packet.order());
        balance(packet.sender(), -packet.fenLeft());
        return PlantedCase.of(PlantedFault.LOST_REFUND, packet.order(), "REFUND_MISSING");
    }

    private PlantedCase forgedRefund() {
        Packet packet = victims.packet("state = 'FINISHED'");
        databases.change(
                shard(packet.sender()),
                1,
                """
                insert into transfer (kind, business_no, debit_account, credit_account, amount_fen,
                    user_id, wrap_key, business_at, posted_at)
                values ('PACKET_REFUND', ?, 'escrow', ?, 5, ?, null, utc_timestamp(3),
                    utc_timestamp(3))
                """,
                packet.order(),
                "user:" + packet.sender(),
                packet.sender());
        balance(packet.sender(), 5);
        return PlantedCase.of(PlantedFault.FORGED_REFUND, packet.order(), "REFUND_WITHOUT_PACKET");
    }

    private PlantedCase wrongRefund() {
        Packet packet = victims.packet("state = 'REFUNDED'");
        databases.change(
                shard(packet.sender()),
                1,
                "update transfer set amount_fen = amount_fen + 1 where kind = 'PACKET_REFUND' and business_no = ?",
                packet.order());
        balance(packet.sender(), 1);
        return PlantedCase.of(PlantedFault.WRONG_REFUND, packet.order(), "REFUND_DIFFERS");
    }

    /**
     * Of the day by its first digits, of a SET and table by its last, and between them no packet.
     */
    private PlantedCase creditOfNoNumber() {
        Share share = victims.share();
        var number = new OrderNumber(share.order());
        String forged =
                share.order().substring(0, 8)
                        + "by-hand---"
                        + share.order().substring(18)
                        + ":"
                        + number.sequence();
        databases.change(
                shard(share.user()),
                1,
                """
                insert into transfer (kind, business_no, debit_account, credit_account, amount_fen,
                    user_id, wrap_key, business_at, posted_at)
                select kind, ?, debit_account, credit_account, amount_fen, user_id, wrap_key,
                    business_at, posted_at
                from transfer where kind = 'SHARE_CREDIT' and business_no = ?
                """,
                forged,
                share.number());
        balance(share.user(), share.fen());
        return PlantedCase.of(
                PlantedFault.CREDIT_OF_NO_NUMBER,
                String.format(
                        Locale.ROOT, "CREDITS %s %s/%d block 0", day, number.set(), number.table()),
                "SUMS_UNEXPLAINED");
    }

    /** The same money, said to have come later than the share was opened. */
    private PlantedCase creditAtAnotherHour() {
        Share share = victims.share();
        databases.change(
                shard(share.user()),
                1,
                """
                update transfer set business_at = date_add(business_at, interval 1 hour)
                where kind = 'SHARE_CREDIT' and business_no = ?
                """,
                share.number());
        return PlantedCase.of(
                PlantedFault.CREDIT_AT_ANOTHER_HOUR, share.number(), "CREDIT_DIFFERS");
    }

    private PlantedCase balanceOff() {
        long user = victims.share().user();
        balance(user, 7);
        return PlantedCase.of(PlantedFault.BALANCE_OFF, "user " + user, "BALANCE_DIFFERS");
    }

    private PlantedCase wrongPayment() {
        Packet packet = paidByChange();
        databases.change(
                shard(packet.sender()),
                1,
                "update transfer set wrap_key = 'another-wrap' where kind = 'PACKET_PAY' and business_no = ?",
                packet.order());
        return PlantedCase.of(PlantedFault.WRONG_PAYMENT, packet.order(), "PAYMENT_DIFFERS");
    }

    private PlantedCase paymentOfNoPacket() {
        Packet other = victims.packet("state = 'FINISHED'");
        String number = another(other.order());
        databases.change(
                shard(other.sender()),
                1,
                """
                insert into transfer (kind, business_no, debit_account, credit_account, amount_fen,
                    user_id, wrap_key, business_at, posted_at)
                select kind, ?, concat('user:', user_id), credit_account, 5, user_id,
                    'wrap-of-nothing', business_at, posted_at
                from transfer where kind = 'PACKET_PAY' and business_no = ?
                """,
                number,
                other.order());
        balance(other.sender(), -5);
        return PlantedCase.of(PlantedFault.PAYMENT_OF_NO_PACKET, number, "PAYMENT_OF_NO_PACKET");
    }

    /** A number of the same day, SET and table that no packet has. */
    static String another(String order) {
        var number = new OrderNumber(order);
        return OrderNumber.of(
                        number.day(),
                        number.sequence() + OrderNumber.SEQUENCE_MODULUS / 2,
                        number.set(),
                        number.table())
                .value();
    }

    private Packet paidByChange() {
        while (true) {
            Packet packet = victims.packet("state = 'FINISHED'");
            boolean byCard =
                    databases
                            .row(
                                    shard(packet.sender()),
                                    row -> row.getString(1).equals("bank"),
                                    "select debit_account from transfer where kind = 'PACKET_PAY' and business_no = ?",
                                    packet.order())
                            .orElse(true);
            if (!byCard) {
                return packet;
            }
        }
    }

    private void balance(long user, long fen) {
        wallet.balance(user, fen);
    }

    private String shard(long user) {
        return databases.shardOf(user).url();
    }
}
