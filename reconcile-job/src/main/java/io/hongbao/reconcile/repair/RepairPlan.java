package io.hongbao.reconcile.repair;

import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.record.UserRecord;
import java.util.Locale;

/** What is to be done about one discrepancy: decided on facts, before anything is written. */
sealed interface RepairPlan {

    /** Somebody's wallet that is written. */
    sealed interface Write extends RepairPlan {

        UserId user();

        /** What will be there, for the audit. */
        String after();
    }

    /** Post this transfer, by its identity. */
    record Post(Transfer transfer) implements Write {

        @Override
        public UserId user() {
            return transfer.user();
        }

        @Override
        public String after() {
            return String.format(
                    Locale.ROOT,
                    "transfer %s %s: %s to %s, fen=%d",
                    transfer.id().kind(),
                    transfer.id().businessNumber(),
                    transfer.debit().text(),
                    transfer.credit().text(),
                    transfer.amount().fen());
        }
    }

    /** Write this record, in place of what is stored under its identity. */
    record Rewrite(UserRecord line) implements Write {

        @Override
        public UserId user() {
            return line.user();
        }

        @Override
        public String after() {
            return String.format(
                    Locale.ROOT,
                    "record %s of user %s: %s, fen=%d",
                    line.direction().text(),
                    line.user(),
                    line.packet(),
                    line.amount().fen());
        }
    }

    /** Publish this event again. */
    record Publish(PacketPaidV1 paid) implements Write {

        @Override
        public UserId user() {
            return new UserId(paid.payerId());
        }

        @Override
        public String after() {
            return String.format(
                    Locale.ROOT,
                    "event %s of %s, fen=%d",
                    PacketPaidV1.TYPE,
                    paid.orderNumber(),
                    paid.totalFen());
        }
    }

    /** Leave it alone. */
    record Nothing(String why) implements RepairPlan {}
}
