package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.account.Account;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.TransferId;
import io.hongbao.ledger.account.TransferKind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Transfers, which are only ever added. */
interface TransferMapper {

    /** A transfer as it is stored. */
    record Row(
            String kind,
            String businessNo,
            String debitAccount,
            String creditAccount,
            long amountFen,
            long userId,
            @Nullable String wrapKey,
            Instant businessAt) {

        static Row of(Transfer transfer) {
            return new Row(
                    transfer.id().kind().name(),
                    transfer.id().businessNumber(),
                    transfer.debit().text(),
                    transfer.credit().text(),
                    transfer.amount().fen(),
                    transfer.user().value(),
                    transfer.wrapKey() == null ? null : transfer.wrapKey().value(),
                    transfer.businessAt());
        }

        Transfer toTransfer() {
            return new Transfer(
                    new TransferId(TransferKind.valueOf(kind), businessNo),
                    Account.parse(debitAccount),
                    Account.parse(creditAccount),
                    new Money(amountFen),
                    new UserId(userId),
                    wrapKey == null ? null : new IdempotencyKey(wrapKey),
                    businessAt);
        }
    }

    /** A wrap as it is stored. */
    record Wrap(long userId, String wrapKey) {}

    @Select(
            """
            <script>
            select kind, business_no, debit_account, credit_account, amount_fen, user_id, wrap_key,
                business_at
            from transfer force index (primary)
            where kind = #{kind} and business_no in
            <foreach collection="numbers" item="number" open="(" separator="," close=")">#{number}</foreach>
            </script>
            """)
    List<Row> ofIds(@Param("kind") TransferKind kind, @Param("numbers") Collection<String> numbers);

    /** The payments of wraps. */
    @Select(
            """
            <script>
            select kind, business_no, debit_account, credit_account, amount_fen, user_id, wrap_key,
                business_at
            from transfer force index (transfer_of_wrap)
            where
            <foreach collection="wraps" item="wrap" separator=" or ">
                (user_id = #{wrap.userId} and wrap_key = #{wrap.wrapKey})
            </foreach>
            </script>
            """)
    List<Row> ofWraps(@Param("wraps") Collection<Wrap> wraps);

    /** The count is the number of rows. */
    @Insert(
            """
            <script>
            insert into transfer (kind, business_no, debit_account, credit_account, amount_fen,
                user_id, wrap_key, business_at, posted_at)
            values
            <foreach collection="rows" item="row" separator=",">
                (#{row.kind}, #{row.businessNo}, #{row.debitAccount}, #{row.creditAccount},
                #{row.amountFen}, #{row.userId}, #{row.wrapKey,jdbcType=VARCHAR},
                #{row.businessAt}, #{now})
            </foreach>
            </script>
            """)
    int add(@Param("rows") List<Row> rows, @Param("now") Instant now);
}
