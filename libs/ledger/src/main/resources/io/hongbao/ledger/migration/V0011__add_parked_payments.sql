-- Payments of this shard's users whose packet's SET did not take them: told again when it is back.
create table parked_payment (
    order_no char(22) character set ascii collate ascii_bin not null primary key,
    set_id char(3) character set ascii collate ascii_bin not null,
    user_id bigint not null,
    parked_at datetime(3) not null,
    key parked_payment_of_set (set_id, parked_at, order_no)
);
