package io.hongbao.packet.store;

import java.time.Instant;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** The sequences that order numbers are leased from. */
interface SequenceMapper {

    /** 1 when the range was taken, and the row is locked until the commit; 0 without a row. */
    @Update(
            """
            update order_sequence
            set next_value = next_value + #{size}
            where table_no = #{table}
            """)
    int take(@Param("table") int table, @Param("size") int size);

    /** A sequence after its range was taken, and the SET's time. */
    record SequenceRow(long nextValue, Instant setNow) {}

    @Select(
            """
            select next_value, utc_timestamp(3) as set_now
            from order_sequence
            where table_no = #{table}
            """)
    SequenceRow taken(@Param("table") int table);
}
