-- A list is a range of the primary key, newest last. That a record is there once is the unique key's to keep, by which
-- the reconcile job reads too: it compares the amount, which is in the primary key only so that this index has it.
alter table user_record
    drop primary key,
    drop key user_record_newest,
    drop key user_record_of_packet,
    add primary key (user_id, direction, at, order_no, amount_fen),
    add unique key user_record_of_packet (order_no, direction, user_id);
