-- Order tables have a partition for each day, by the first 8 digits of the order number, so that a day can be made ahead
-- and taken out in one statement each. Days are made by the service (io.hongbao.packet.day): an order whose day was not
-- made yet lands in p_later, and is moved when it is. Rewrites tables that have rows: drain the SET first.

alter table send_order_0
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table receive_order_0
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table send_order_1
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table receive_order_1
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table send_order_2
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table receive_order_2
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table send_order_3
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table receive_order_3
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table send_order_4
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table receive_order_4
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table send_order_5
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table receive_order_5
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table send_order_6
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table receive_order_6
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table send_order_7
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table receive_order_7
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table send_order_8
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table receive_order_8
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table send_order_9
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

alter table receive_order_9
    partition by range columns (order_no) (partition p_later values less than (maxvalue));

-- Days of which a reconcile run said that no money was lost or made, and that nothing is under way.
create table reconciled_day (
    day date not null primary key,
    at datetime(3) not null
);

-- What the orders of a day in one table came to when they were taken out of it, into tables of their own. Written before they are:
-- detached_at is null until nothing of the day is left in the partitioned tables.
create table archived_day (
    day date not null,
    table_no tinyint not null,
    packets bigint not null,
    paid_packets bigint not null,
    paid_fen bigint not null,
    shares bigint not null,
    opened_fen bigint not null,
    refunded_packets bigint not null,
    refunded_fen bigint not null,
    begun_at datetime(3) not null,
    detached_at datetime(3) null,
    primary key (day, table_no)
);
