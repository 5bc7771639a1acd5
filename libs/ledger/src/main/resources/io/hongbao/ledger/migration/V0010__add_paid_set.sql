-- SETs of which this shard has an order number, of a payment that was made or begun. A SET whose database is empty is
-- not taken for a new one when it is here: its numbers would be given out twice. Rows are only ever added.
create table paid_set (
    set_id char(3) character set ascii collate ascii_bin not null primary key
);

insert into paid_set (set_id)
select distinct substring(business_no, 19, 3) from transfer where kind = 'PACKET_PAY'
union
select distinct substring(order_no, 19, 3) from card_document where order_no is not null;
