-- For the reconcile job, which compares records a day of packets at a time; it has all that is compared. Order numbers
-- ascend, so writing it touches the last pages only.
create index user_record_of_packet on user_record (order_no, direction, amount_fen, at);
