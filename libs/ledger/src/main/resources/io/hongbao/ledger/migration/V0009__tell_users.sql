-- What a user is told is numbered 1, 2, 3 … in the order of the commits: the last number stands beside the balance, which
-- is locked and written with it anyway.
alter table balance add column notification_no bigint not null default 0;

-- A credit out of escrow is a notification by itself, and has the number in a key that it is in anyway. Payments have 0,
-- so that there is still one a wrap.
alter table transfer
    add column notification_no bigint not null default 0,
    drop key transfer_of_wrap,
    add unique key transfer_of_wrap (user_id, wrap_key, notification_no),
    add constraint transfer_payment_once check (wrap_key is null or notification_no = 0);

-- All other notifications. A partition a day, which is dropped when it is old.
create table notification (
    user_id bigint not null,
    notification_no bigint not null,
    -- On which it was written, as in order numbers.
    day char(8) character set ascii collate ascii_bin not null,
    kind varchar(24) character set ascii collate ascii_bin not null,
    -- Kind and subject are the identity of the step.
    subject varchar(192) character set ascii collate ascii_bin not null,
    order_no char(22) character set ascii collate ascii_bin null,
    top_up_key varchar(128) character set ascii collate ascii_bin null,
    amount_fen bigint not null,
    luckiest_user_id bigint null,
    luckiest_fen bigint null,
    at datetime(3) not null,
    primary key (user_id, notification_no, day)
)
partition by range columns (day) (partition p_later values less than (maxvalue));

-- The steps of events, which may come twice; what is told with its cause needs no row here. The day is that of the event.
create table notification_event (
    user_id bigint not null,
    kind varchar(24) character set ascii collate ascii_bin not null,
    subject varchar(192) character set ascii collate ascii_bin not null,
    day char(8) character set ascii collate ascii_bin not null,
    primary key (user_id, subject, kind, day)
)
partition by range columns (day) (partition p_later values less than (maxvalue));
