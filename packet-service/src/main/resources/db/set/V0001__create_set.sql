-- The schema of one SET database. Only what MySQL 8.4 and MariaDB 11.4 share. All instants are UTC.

-- Where order numbers come from: a row a table, taken from in ranges, never set back.
create table order_sequence (
    table_no tinyint not null primary key,
    next_value bigint not null
);

insert into order_sequence (table_no, next_value)
values (0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0);

-- What a sender's idempotency key stands for.
create table wrap_key (
    sender_id bigint not null,
    idem_key varchar(128) character set ascii collate ascii_bin not null,
    order_no char(22) character set ascii collate ascii_bin not null,
    fingerprint binary(32) not null,
    created_at datetime(3) not null,
    primary key (sender_id, idem_key)
);

-- Events of commits that are not yet in Kafka; as good as empty while Kafka answers.
create table outbox (
    id bigint not null auto_increment primary key,
    table_no smallint not null,
    created_at datetime(3) not null,
    events longtext character set utf8mb4 not null,
    key (created_at)
);

create table send_order_0 (
    order_no char(22) character set ascii collate ascii_bin not null primary key,
    sender_id bigint not null,
    kind varchar(16) character set ascii collate ascii_bin not null,
    total_fen bigint not null check (total_fen >= 1),
    share_count int not null check (share_count >= 1),
    greeting varchar(64) character set utf8mb4 not null,
    recipients text character set ascii collate ascii_bin null,
    wrap_key varchar(128) character set ascii collate ascii_bin not null,
    lifetime_ms bigint not null,
    state varchar(16) character set ascii collate ascii_bin not null,
    version int not null,
    fen_left bigint not null check (fen_left >= 0),
    shares_left int not null check (shares_left >= 0),
    created_at datetime(3) not null,
    pay_by datetime(3) not null,
    paid_at datetime(3) null,
    expires_at datetime(3) null,
    ended_at datetime(3) null,
    due_at datetime(3) null,
    key (due_at)
);

create table receive_order_0 (
    order_no char(22) character set ascii collate ascii_bin not null,
    share_no smallint not null,
    user_id bigint not null,
    amount_fen bigint not null check (amount_fen >= 1),
    opened_at datetime(3) not null,
    primary key (order_no, share_no),
    unique key (order_no, user_id)
);

create table send_order_1 (
    order_no char(22) character set ascii collate ascii_bin not null primary key,
    sender_id bigint not null,
    kind varchar(16) character set ascii collate ascii_bin not null,
    total_fen bigint not null check (total_fen >= 1),
    share_count int not null check (share_count >= 1),
    greeting varchar(64) character set utf8mb4 not null,
    recipients text character set ascii collate ascii_bin null,
    wrap_key varchar(128) character set ascii collate ascii_bin not null,
    lifetime_ms bigint not null,
    state varchar(16) character set ascii collate ascii_bin not null,
    version int not null,
    fen_left bigint not null check (fen_left >= 0),
    shares_left int not null check (shares_left >= 0),
    created_at datetime(3) not null,
    pay_by datetime(3) not null,
    paid_at datetime(3) null,
    expires_at datetime(3) null,
    ended_at datetime(3) null,
    due_at datetime(3) null,
    key (due_at)
);

create table receive_order_1 (
    order_no char(22) character set ascii collate ascii_bin not null,
    share_no smallint not null,
    user_id bigint not null,
    amount_fen bigint not null check (amount_fen >= 1),
    opened_at datetime(3) not null,
    primary key (order_no, share_no),
    unique key (order_no, user_id)
);

create table send_order_2 (
    order_no char(22) character set ascii collate ascii_bin not null primary key,
    sender_id bigint not null,
    kind varchar(16) character set ascii collate ascii_bin not null,
    total_fen bigint not null check (total_fen >= 1),
    share_count int not null check (share_count >= 1),
    greeting varchar(64) character set utf8mb4 not null,
    recipients text character set ascii collate ascii_bin null,
    wrap_key varchar(128) character set ascii collate ascii_bin not null,
    lifetime_ms bigint not null,
    state varchar(16) character set ascii collate ascii_bin not null,
    version int not null,
    fen_left bigint not null check (fen_left >= 0),
    shares_left int not null check (shares_left >= 0),
    created_at datetime(3) not null,
    pay_by datetime(3) not null,
    paid_at datetime(3) null,
    expires_at datetime(3) null,
    ended_at datetime(3) null,
    due_at datetime(3) null,
    key (due_at)
);

create table receive_order_2 (
    order_no char(22) character set ascii collate ascii_bin not null,
    share_no smallint not null,
    user_id bigint not null,
    amount_fen bigint not null check (amount_fen >= 1),
    opened_at datetime(3) not null,
    primary key (order_no, share_no),
    unique key (order_no, user_id)
);

create table send_order_3 (
    order_no char(22) character set ascii collate ascii_bin not null primary key,
    sender_id bigint not null,
    kind varchar(16) character set ascii collate ascii_bin not null,
    total_fen bigint not null check (total_fen >= 1),
    share_count int not null check (share_count >= 1),
    greeting varchar(64) character set utf8mb4 not null,
    recipients text character set ascii collate ascii_bin null,
    wrap_key varchar(128) character set ascii collate ascii_bin not null,
    lifetime_ms bigint not null,
    state varchar(16) character set ascii collate ascii_bin not null,
    version int not null,
    fen_left bigint not null check (fen_left >= 0),
    shares_left int not null check (shares_left >= 0),
    created_at datetime(3) not null,
    pay_by datetime(3) not null,
    paid_at datetime(3) null,
    expires_at datetime(3) null,
    ended_at datetime(3) null,
    due_at datetime(3) null,
    key (due_at)
);

create table receive_order_3 (
    order_no char(22) character set ascii collate ascii_bin not null,
    share_no smallint not null,
    user_id bigint not null,
    amount_fen bigint not null check (amount_fen >= 1),
    opened_at datetime(3) not null,
    primary key (order_no, share_no),
    unique key (order_no, user_id)
);

create table send_order_4 (
    order_no char(22) character set ascii collate ascii_bin not null primary key,
    sender_id bigint not null,
    kind varchar(16) character set ascii collate ascii_bin not null,
    total_fen bigint not null check (total_fen >= 1),
    share_count int not null check (share_count >= 1),
    greeting varchar(64) character set utf8mb4 not null,
    recipients text character set ascii collate ascii_bin null,
    wrap_key varchar(128) character set ascii collate ascii_bin not null,
    lifetime_ms bigint not null,
    state varchar(16) character set ascii collate ascii_bin not null,
    version int not null,
    fen_left bigint not null check (fen_left >= 0),
    shares_left int not null check (shares_left >= 0),
    created_at datetime(3) not null,
    pay_by datetime(3) not null,
    paid_at datetime(3) null,
    expires_at datetime(3) null,
    ended_at datetime(3) null,
    due_at datetime(3) null,
    key (due_at)
);

create table receive_order_4 (
    order_no char(22) character set ascii collate ascii_bin not null,
    share_no smallint not null,
    user_id bigint not null,
    amount_fen bigint not null check (amount_fen >= 1),
    opened_at datetime(3) not null,
    primary key (order_no, share_no),
    unique key (order_no, user_id)
);

create table send_order_5 (
    order_no char(22) character set ascii collate ascii_bin not null primary key,
    sender_id bigint not null,
    kind varchar(16) character set ascii collate ascii_bin not null,
    total_fen bigint not null check (total_fen >= 1),
    share_count int not null check (share_count >= 1),
    greeting varchar(64) character set utf8mb4 not null,
    recipients text character set ascii collate ascii_bin null,
    wrap_key varchar(128) character set ascii collate ascii_bin not null,
    lifetime_ms bigint not null,
    state varchar(16) character set ascii collate ascii_bin not null,
    version int not null,
    fen_left bigint not null check (fen_left >= 0),
    shares_left int not null check (shares_left >= 0),
    created_at datetime(3) not null,
    pay_by datetime(3) not null,
    paid_at datetime(3) null,
    expires_at datetime(3) null,
    ended_at datetime(3) null,
    due_at datetime(3) null,
    key (due_at)
);

create table receive_order_5 (
    order_no char(22) character set ascii collate ascii_bin not null,
    share_no smallint not null,
    user_id bigint not null,
    amount_fen bigint not null check (amount_fen >= 1),
    opened_at datetime(3) not null,
    primary key (order_no, share_no),
    unique key (order_no, user_id)
);

create table send_order_6 (
    order_no char(22) character set ascii collate ascii_bin not null primary key,
    sender_id bigint not null,
    kind varchar(16) character set ascii collate ascii_bin not null,
    total_fen bigint not null check (total_fen >= 1),
    share_count int not null check (share_count >= 1),
    greeting varchar(64) character set utf8mb4 not null,
    recipients text character set ascii collate ascii_bin null,
    wrap_key varchar(128) character set ascii collate ascii_bin not null,
    lifetime_ms bigint not null,
    state varchar(16) character set ascii collate ascii_bin not null,
    version int not null,
    fen_left bigint not null check (fen_left >= 0),
    shares_left int not null check (shares_left >= 0),
    created_at datetime(3) not null,
    pay_by datetime(3) not null,
    paid_at datetime(3) null,
    expires_at datetime(3) null,
    ended_at datetime(3) null,
    due_at datetime(3) null,
    key (due_at)
);

create table receive_order_6 (
    order_no char(22) character set ascii collate ascii_bin not null,
    share_no smallint not null,
    user_id bigint not null,
    amount_fen bigint not null check (amount_fen >= 1),
    opened_at datetime(3) not null,
    primary key (order_no, share_no),
    unique key (order_no, user_id)
);

create table send_order_7 (
    order_no char(22) character set ascii collate ascii_bin not null primary key,
    sender_id bigint not null,
    kind varchar(16) character set ascii collate ascii_bin not null,
    total_fen bigint not null check (total_fen >= 1),
    share_count int not null check (share_count >= 1),
    greeting varchar(64) character set utf8mb4 not null,
    recipients text character set ascii collate ascii_bin null,
    wrap_key varchar(128) character set ascii collate ascii_bin not null,
    lifetime_ms bigint not null,
    state varchar(16) character set ascii collate ascii_bin not null,
    version int not null,
    fen_left bigint not null check (fen_left >= 0),
    shares_left int not null check (shares_left >= 0),
    created_at datetime(3) not null,
    pay_by datetime(3) not null,
    paid_at datetime(3) null,
    expires_at datetime(3) null,
    ended_at datetime(3) null,
    due_at datetime(3) null,
    key (due_at)
);

create table receive_order_7 (
    order_no char(22) character set ascii collate ascii_bin not null,
    share_no smallint not null,
    user_id bigint not null,
    amount_fen bigint not null check (amount_fen >= 1),
    opened_at datetime(3) not null,
    primary key (order_no, share_no),
    unique key (order_no, user_id)
);

create table send_order_8 (
    order_no char(22) character set ascii collate ascii_bin not null primary key,
    sender_id bigint not null,
    kind varchar(16) character set ascii collate ascii_bin not null,
    total_fen bigint not null check (total_fen >= 1),
    share_count int not null check (share_count >= 1),
    greeting varchar(64) character set utf8mb4 not null,
    recipients text character set ascii collate ascii_bin null,
    wrap_key varchar(128) character set ascii collate ascii_bin not null,
    lifetime_ms bigint not null,
    state varchar(16) character set ascii collate ascii_bin not null,
    version int not null,
    fen_left bigint not null check (fen_left >= 0),
    shares_left int not null check (shares_left >= 0),
    created_at datetime(3) not null,
    pay_by datetime(3) not null,
    paid_at datetime(3) null,
    expires_at datetime(3) null,
    ended_at datetime(3) null,
    due_at datetime(3) null,
    key (due_at)
);

create table receive_order_8 (
    order_no char(22) character set ascii collate ascii_bin not null,
    share_no smallint not null,
    user_id bigint not null,
    amount_fen bigint not null check (amount_fen >= 1),
    opened_at datetime(3) not null,
    primary key (order_no, share_no),
    unique key (order_no, user_id)
);

create table send_order_9 (
    order_no char(22) character set ascii collate ascii_bin not null primary key,
    sender_id bigint not null,
    kind varchar(16) character set ascii collate ascii_bin not null,
    total_fen bigint not null check (total_fen >= 1),
    share_count int not null check (share_count >= 1),
    greeting varchar(64) character set utf8mb4 not null,
    recipients text character set ascii collate ascii_bin null,
    wrap_key varchar(128) character set ascii collate ascii_bin not null,
    lifetime_ms bigint not null,
    state varchar(16) character set ascii collate ascii_bin not null,
    version int not null,
    fen_left bigint not null check (fen_left >= 0),
    shares_left int not null check (shares_left >= 0),
    created_at datetime(3) not null,
    pay_by datetime(3) not null,
    paid_at datetime(3) null,
    expires_at datetime(3) null,
    ended_at datetime(3) null,
    due_at datetime(3) null,
    key (due_at)
);

create table receive_order_9 (
    order_no char(22) character set ascii collate ascii_bin not null,
    share_no smallint not null,
    user_id bigint not null,
    amount_fen bigint not null check (amount_fen >= 1),
    opened_at datetime(3) not null,
    primary key (order_no, share_no),
    unique key (order_no, user_id)
);
