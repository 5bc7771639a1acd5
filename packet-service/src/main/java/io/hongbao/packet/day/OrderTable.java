package io.hongbao.packet.day;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.lanes.day.TableDays;
import java.sql.Connection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One of the tables of a SET that are partitioned by day. */
public record OrderTable(OrderKind kind, int number) {

    /** What a packet has rows of. */
    public enum OrderKind {
        SEND("send_order_"),
        RECEIVE("receive_order_");

        private final String prefix;

        OrderKind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** The two tables of one number. */
    public static List<OrderTable> pair(int number) {
        return Stream.of(OrderKind.values()).map(kind -> new OrderTable(kind, number)).toList();
    }

    public static List<OrderTable> all() {
        return IntStream.range(0, OrderNumber.TABLES)
                .boxed()
                .flatMap(number -> pair(number).stream())
                .toList();
    }

    public TableDays days(Connection connection) {
        return new TableDays(connection, name(), "order_no");
    }

    public String name() {
        return kind.prefix + number;
    }
}
