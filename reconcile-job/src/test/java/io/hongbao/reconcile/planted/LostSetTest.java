package io.hongbao.reconcile.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.planter.FaultPlanter;
import io.hongbao.planter.PlantedFault;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A payment whose packet nobody has, which was given back a day later. */
class LostSetTest {

    private static final LocalDate NEXT_DAY = PlantedDay.DAY.plusDays(1);

    @TempDir Path directory;

    @Test
    void a_payment_that_was_given_back_is_no_discrepancy_on_any_day() {
        var day = new PlantedDay(directory);
        day.write(500);
        new FaultPlanter(day.databases(), PlantedDay.DAY).plant(PlantedFault.PAYMENT_OF_NO_PACKET);
        Finding payment = day.reconcile().discrepancies().getFirst().finding();
        assertThat(payment.kind()).isEqualTo(Kind.PAYMENT_OF_NO_PACKET);

        refund(day, payment);

        assertThat(day.reconcile().discrepancies()).isEmpty();
        assertThat(day.reconcile(NEXT_DAY, PlantedDay.LATER).discrepancies()).isEmpty();
    }

    private static void refund(PlantedDay day, Finding payment) {
        String shard = day.databases().shardOf(payment.userId()).url();
        day.databases()
                .change(
                        shard,
                        1,
                        """
                        insert into transfer (kind, business_no, debit_account, credit_account,
                            amount_fen, user_id, business_at, posted_at)
                        select 'PAYMENT_REFUND', business_no, 'escrow', concat('user:', user_id),
                            amount_fen, user_id, ?, ?
                        from transfer where kind = 'PACKET_PAY' and business_no = ?
                        """,
                        NEXT_DAY + " 04:00:00",
                        NEXT_DAY + " 04:00:00",
                        payment.orderNo());
        day.databases()
                .change(
                        shard,
                        1,
                        "update balance set balance_fen = balance_fen + 5 where user_id = ?",
                        payment.userId());
    }
}
