-- Which rule gave the packets of this database their amounts (docs/AMOUNTS.md). Written here or never: a database that has LUCKY
-- packets of a build before this rule has no row, and is not opened.
create table amount_rule (
    only_row tinyint not null primary key check (only_row = 1),
    rule_no smallint not null
);

insert into amount_rule (only_row, rule_no)
select 1, 1
from dual
where not exists (select 1 from send_order_0 where kind = 'LUCKY')
    and not exists (select 1 from send_order_1 where kind = 'LUCKY')
    and not exists (select 1 from send_order_2 where kind = 'LUCKY')
    and not exists (select 1 from send_order_3 where kind = 'LUCKY')
    and not exists (select 1 from send_order_4 where kind = 'LUCKY')
    and not exists (select 1 from send_order_5 where kind = 'LUCKY')
    and not exists (select 1 from send_order_6 where kind = 'LUCKY')
    and not exists (select 1 from send_order_7 where kind = 'LUCKY')
    and not exists (select 1 from send_order_8 where kind = 'LUCKY')
    and not exists (select 1 from send_order_9 where kind = 'LUCKY');
