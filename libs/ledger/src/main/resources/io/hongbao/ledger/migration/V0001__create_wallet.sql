-- One wallet shard: what its users have, and every movement of money that concerns them.

-- Users only: escrow, bank and promotion have the sum of their transfers, so that no row is hot.
create table balance (
    user_id bigint not null primary key,
    balance_fen bigint not null,
    updated_at datetime(3) not null,
    constraint balance_not_negative check (balance_fen >= 0)
);

create table transfer (
    kind varchar(16) character set ascii collate ascii_bin not null,
    business_no varchar(160) character set ascii collate ascii_bin not null,
    debit_account varchar(32) character set ascii collate ascii_bin not null,
    credit_account varchar(32) character set ascii collate ascii_bin not null,
    amount_fen bigint not null,
    -- Whose balance lock it was written under.
    user_id bigint not null,
    -- PACKET_PAY only: of all packets of one wrap, one is paid.
    wrap_key varchar(128) character set ascii collate ascii_bin null,
    business_at datetime(3) not null,
    posted_at datetime(3) not null,
    primary key (kind, business_no),
    unique key transfer_of_wrap (user_id, wrap_key),
    key transfer_business_at (business_at),
    constraint transfer_positive check (amount_fen > 0)
);

create table card_document (
    number varchar(192) character set ascii collate ascii_bin not null primary key,
    kind varchar(16) character set ascii collate ascii_bin not null,
    user_id bigint not null,
    order_no char(22) character set ascii collate ascii_bin null,
    wrap_key varchar(128) character set ascii collate ascii_bin null,
    -- The wrap key while the document is open, so that a wrap never has two open documents.
    open_wrap_key varchar(128) character set ascii collate ascii_bin null,
    -- TOP_UP only: the client's idempotency key.
    top_up_key varchar(128) character set ascii collate ascii_bin null,
    amount_fen bigint not null,
    card varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    state varchar(16) character set ascii collate ascii_bin not null,
    lifetime_ms bigint null,
    pay_by datetime(3) null,
    created_at datetime(3) not null,
    decided_at datetime(3) null,
    asks int not null,
    -- When to ask the bank again; null once decided.
    next_ask_at datetime(3) null,
    key card_document_of_wrap (user_id, wrap_key),
    unique key card_document_open (user_id, open_wrap_key),
    key card_document_due (next_ask_at),
    constraint card_document_positive check (amount_fen > 0)
);

create table user_record (
    user_id bigint not null,
    direction varchar(8) character set ascii collate ascii_bin not null,
    order_no char(22) character set ascii collate ascii_bin not null,
    kind varchar(16) character set ascii collate ascii_bin not null,
    amount_fen bigint not null,
    at datetime(3) not null,
    greeting varchar(64) character set utf8mb4 not null,
    -- Of what was received: who sent it.
    sender_id bigint null,
    -- Of what was sent: how many shares.
    share_count int null,
    primary key (user_id, direction, order_no),
    key user_record_newest (user_id, direction, at, order_no)
);

-- As io.hongbao.lanes.outbox.Outbox wants it.
create table outbox (
    id bigint not null auto_increment primary key,
    table_no smallint not null,
    created_at datetime(3) not null,
    events longtext character set utf8mb4 not null
);
