-- What the orders of a day came to when a reconcile run found them right: a day that came to something else since then is not
-- reconciled. Of stamps from before nobody knows what they were about.
delete from reconciled_day;

alter table reconciled_day
    add column packets bigint not null,
    add column paid_packets bigint not null,
    add column paid_fen bigint not null,
    add column shares bigint not null,
    add column opened_fen bigint not null,
    add column refunded_packets bigint not null,
    add column refunded_fen bigint not null;
