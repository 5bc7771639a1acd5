package io.hongbao.ledger.wallet;

import java.time.Instant;
import java.util.Collection;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Balances of users. */
interface BalanceMapper {

    /**
     * Makes the rows that are missing; one that somebody else makes at the same time stays as it
     * is. The count says nothing.
     */
    @Insert(
            """
            <script>
            insert into balance (user_id, balance_fen, updated_at)
            values
            <foreach collection="users" item="user" separator=",">(#{user}, 0, #{now})</foreach>
            on duplicate key update user_id = balance.user_id
            </script>
            """)
    int create(@Param("users") Collection<Long> users, @Param("now") Instant now);

    /** Null for a user without a row, who has nothing. */
    @Select(
            """
            select balance_fen
            from balance
            where user_id = #{user}
            """)
    @Nullable Long find(long user);
}
