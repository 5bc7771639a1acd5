package io.hongbao.ledger.wallet;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Balances of users. */
interface BalanceMapper {

    /** One user's balance. */
    record Row(long userId, long balanceFen) {}

    /**
     * Locks the rows that exist, in ascending user id. The primary key is forced, since a scan of a
     * small table would wait for the locks of rows that nobody asked for.
     */
    @Select(
            """
            <script>
            select user_id, balance_fen
            from balance force index (primary)
            where user_id in
            <foreach collection="users" item="user" open="(" separator="," close=")">#{user}</foreach>
            order by user_id
            for update
            </script>
            """)
    List<Row> lock(@Param("users") Collection<Long> users);

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

    /** The count is the number of rows, all of which are locked by the caller. */
    @Update(
            """
            <script>
            update balance force index (primary)
            set balance_fen = case user_id
                <foreach collection="rows" item="row">when #{row.userId} then #{row.balanceFen} </foreach>
                end,
                updated_at = #{now}
            where user_id in
            <foreach collection="rows" item="row" open="(" separator="," close=")">#{row.userId}</foreach>
            </script>
            """)
    int set(@Param("rows") List<Row> rows, @Param("now") Instant now);

    /** Null for a user without a row, who has nothing. */
    @Select(
            """
            select balance_fen
            from balance
            where user_id = #{user}
            """)
    @Nullable Long find(long user);
}
