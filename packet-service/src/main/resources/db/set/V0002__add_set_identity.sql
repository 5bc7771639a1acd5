-- Which SET this database is, written when it is first opened and never changed: an address in the
-- catalogue that leads to another SET's database is refused.
create table set_identity (
    only_row tinyint not null primary key check (only_row = 1),
    set_id char(3) character set ascii collate ascii_bin not null
);

-- A database that has packets already is the SET that their order numbers name.
insert into set_identity (only_row, set_id)
select 1, substring(order_no, 19, 3)
from wrap_key
limit 1;
