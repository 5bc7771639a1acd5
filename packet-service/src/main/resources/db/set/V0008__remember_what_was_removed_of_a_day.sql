-- Of a reconciled day, in which tables what nobody paid was removed: a bit a table.
alter table reconciled_day add column removed_tables int not null default 0;
