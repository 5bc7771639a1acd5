-- Moments: pictures that one pays a small random amount to see, or sees for free (docs/MOMENTS.md). What is paid for one is a
-- packet of kind VIEW in the order tables.

create table moment_0 (
    moment_no char(22) character set ascii collate ascii_bin not null primary key,
    poster_id bigint not null,
    idem_key varchar(128) character set ascii collate ascii_bin not null,
    fingerprint binary(32) not null,
    from_fen bigint not null check (from_fen >= 1),
    to_fen bigint not null check (to_fen >= from_fen),
    text varchar(64) character set utf8mb4 not null,
    content_ref varchar(256) character set ascii collate ascii_bin not null,
    created_at datetime(3) not null,
    ends_at datetime(3) not null,
    unique key (poster_id, idem_key)
);

create table moment_view_0 (
    moment_no char(22) character set ascii collate ascii_bin not null,
    viewer_id bigint not null,
    free tinyint not null,
    free_rate_ppm int not null check (free_rate_ppm between 0 and 1000000),
    amount_fen bigint not null check (amount_fen >= 0),
    order_no char(22) character set ascii collate ascii_bin null,
    pay_by datetime(3) null,
    decided_at datetime(3) not null,
    seen_at datetime(3) null,
    paid_order_no char(22) character set ascii collate ascii_bin null,
    primary key (moment_no, viewer_id),
    key (moment_no, seen_at)
);

create table moment_1 (
    moment_no char(22) character set ascii collate ascii_bin not null primary key,
    poster_id bigint not null,
    idem_key varchar(128) character set ascii collate ascii_bin not null,
    fingerprint binary(32) not null,
    from_fen bigint not null check (from_fen >= 1),
    to_fen bigint not null check (to_fen >= from_fen),
    text varchar(64) character set utf8mb4 not null,
    content_ref varchar(256) character set ascii collate ascii_bin not null,
    created_at datetime(3) not null,
    ends_at datetime(3) not null,
    unique key (poster_id, idem_key)
);

create table moment_view_1 (
    moment_no char(22) character set ascii collate ascii_bin not null,
    viewer_id bigint not null,
    free tinyint not null,
    free_rate_ppm int not null check (free_rate_ppm between 0 and 1000000),
    amount_fen bigint not null check (amount_fen >= 0),
    order_no char(22) character set ascii collate ascii_bin null,
    pay_by datetime(3) null,
    decided_at datetime(3) not null,
    seen_at datetime(3) null,
    paid_order_no char(22) character set ascii collate ascii_bin null,
    primary key (moment_no, viewer_id),
    key (moment_no, seen_at)
);

create table moment_2 (
    moment_no char(22) character set ascii collate ascii_bin not null primary key,
    poster_id bigint not null,
    idem_key varchar(128) character set ascii collate ascii_bin not null,
    fingerprint binary(32) not null,
    from_fen bigint not null check (from_fen >= 1),
    to_fen bigint not null check (to_fen >= from_fen),
    text varchar(64) character set utf8mb4 not null,
    content_ref varchar(256) character set ascii collate ascii_bin not null,
    created_at datetime(3) not null,
    ends_at datetime(3) not null,
    unique key (poster_id, idem_key)
);

create table moment_view_2 (
    moment_no char(22) character set ascii collate ascii_bin not null,
    viewer_id bigint not null,
    free tinyint not null,
    free_rate_ppm int not null check (free_rate_ppm between 0 and 1000000),
    amount_fen bigint not null check (amount_fen >= 0),
    order_no char(22) character set ascii collate ascii_bin null,
    pay_by datetime(3) null,
    decided_at datetime(3) not null,
    seen_at datetime(3) null,
    paid_order_no char(22) character set ascii collate ascii_bin null,
    primary key (moment_no, viewer_id),
    key (moment_no, seen_at)
);

create table moment_3 (
    moment_no char(22) character set ascii collate ascii_bin not null primary key,
    poster_id bigint not null,
    idem_key varchar(128) character set ascii collate ascii_bin not null,
    fingerprint binary(32) not null,
    from_fen bigint not null check (from_fen >= 1),
    to_fen bigint not null check (to_fen >= from_fen),
    text varchar(64) character set utf8mb4 not null,
    content_ref varchar(256) character set ascii collate ascii_bin not null,
    created_at datetime(3) not null,
    ends_at datetime(3) not null,
    unique key (poster_id, idem_key)
);

create table moment_view_3 (
    moment_no char(22) character set ascii collate ascii_bin not null,
    viewer_id bigint not null,
    free tinyint not null,
    free_rate_ppm int not null check (free_rate_ppm between 0 and 1000000),
    amount_fen bigint not null check (amount_fen >= 0),
    order_no char(22) character set ascii collate ascii_bin null,
    pay_by datetime(3) null,
    decided_at datetime(3) not null,
    seen_at datetime(3) null,
    paid_order_no char(22) character set ascii collate ascii_bin null,
    primary key (moment_no, viewer_id),
    key (moment_no, seen_at)
);

create table moment_4 (
    moment_no char(22) character set ascii collate ascii_bin not null primary key,
    poster_id bigint not null,
    idem_key varchar(128) character set ascii collate ascii_bin not null,
    fingerprint binary(32) not null,
    from_fen bigint not null check (from_fen >= 1),
    to_fen bigint not null check (to_fen >= from_fen),
    text varchar(64) character set utf8mb4 not null,
    content_ref varchar(256) character set ascii collate ascii_bin not null,
    created_at datetime(3) not null,
    ends_at datetime(3) not null,
    unique key (poster_id, idem_key)
);

create table moment_view_4 (
    moment_no char(22) character set ascii collate ascii_bin not null,
    viewer_id bigint not null,
    free tinyint not null,
    free_rate_ppm int not null check (free_rate_ppm between 0 and 1000000),
    amount_fen bigint not null check (amount_fen >= 0),
    order_no char(22) character set ascii collate ascii_bin null,
    pay_by datetime(3) null,
    decided_at datetime(3) not null,
    seen_at datetime(3) null,
    paid_order_no char(22) character set ascii collate ascii_bin null,
    primary key (moment_no, viewer_id),
    key (moment_no, seen_at)
);

create table moment_5 (
    moment_no char(22) character set ascii collate ascii_bin not null primary key,
    poster_id bigint not null,
    idem_key varchar(128) character set ascii collate ascii_bin not null,
    fingerprint binary(32) not null,
    from_fen bigint not null check (from_fen >= 1),
    to_fen bigint not null check (to_fen >= from_fen),
    text varchar(64) character set utf8mb4 not null,
    content_ref varchar(256) character set ascii collate ascii_bin not null,
    created_at datetime(3) not null,
    ends_at datetime(3) not null,
    unique key (poster_id, idem_key)
);

create table moment_view_5 (
    moment_no char(22) character set ascii collate ascii_bin not null,
    viewer_id bigint not null,
    free tinyint not null,
    free_rate_ppm int not null check (free_rate_ppm between 0 and 1000000),
    amount_fen bigint not null check (amount_fen >= 0),
    order_no char(22) character set ascii collate ascii_bin null,
    pay_by datetime(3) null,
    decided_at datetime(3) not null,
    seen_at datetime(3) null,
    paid_order_no char(22) character set ascii collate ascii_bin null,
    primary key (moment_no, viewer_id),
    key (moment_no, seen_at)
);

create table moment_6 (
    moment_no char(22) character set ascii collate ascii_bin not null primary key,
    poster_id bigint not null,
    idem_key varchar(128) character set ascii collate ascii_bin not null,
    fingerprint binary(32) not null,
    from_fen bigint not null check (from_fen >= 1),
    to_fen bigint not null check (to_fen >= from_fen),
    text varchar(64) character set utf8mb4 not null,
    content_ref varchar(256) character set ascii collate ascii_bin not null,
    created_at datetime(3) not null,
    ends_at datetime(3) not null,
    unique key (poster_id, idem_key)
);

create table moment_view_6 (
    moment_no char(22) character set ascii collate ascii_bin not null,
    viewer_id bigint not null,
    free tinyint not null,
    free_rate_ppm int not null check (free_rate_ppm between 0 and 1000000),
    amount_fen bigint not null check (amount_fen >= 0),
    order_no char(22) character set ascii collate ascii_bin null,
    pay_by datetime(3) null,
    decided_at datetime(3) not null,
    seen_at datetime(3) null,
    paid_order_no char(22) character set ascii collate ascii_bin null,
    primary key (moment_no, viewer_id),
    key (moment_no, seen_at)
);

create table moment_7 (
    moment_no char(22) character set ascii collate ascii_bin not null primary key,
    poster_id bigint not null,
    idem_key varchar(128) character set ascii collate ascii_bin not null,
    fingerprint binary(32) not null,
    from_fen bigint not null check (from_fen >= 1),
    to_fen bigint not null check (to_fen >= from_fen),
    text varchar(64) character set utf8mb4 not null,
    content_ref varchar(256) character set ascii collate ascii_bin not null,
    created_at datetime(3) not null,
    ends_at datetime(3) not null,
    unique key (poster_id, idem_key)
);

create table moment_view_7 (
    moment_no char(22) character set ascii collate ascii_bin not null,
    viewer_id bigint not null,
    free tinyint not null,
    free_rate_ppm int not null check (free_rate_ppm between 0 and 1000000),
    amount_fen bigint not null check (amount_fen >= 0),
    order_no char(22) character set ascii collate ascii_bin null,
    pay_by datetime(3) null,
    decided_at datetime(3) not null,
    seen_at datetime(3) null,
    paid_order_no char(22) character set ascii collate ascii_bin null,
    primary key (moment_no, viewer_id),
    key (moment_no, seen_at)
);

create table moment_8 (
    moment_no char(22) character set ascii collate ascii_bin not null primary key,
    poster_id bigint not null,
    idem_key varchar(128) character set ascii collate ascii_bin not null,
    fingerprint binary(32) not null,
    from_fen bigint not null check (from_fen >= 1),
    to_fen bigint not null check (to_fen >= from_fen),
    text varchar(64) character set utf8mb4 not null,
    content_ref varchar(256) character set ascii collate ascii_bin not null,
    created_at datetime(3) not null,
    ends_at datetime(3) not null,
    unique key (poster_id, idem_key)
);

create table moment_view_8 (
    moment_no char(22) character set ascii collate ascii_bin not null,
    viewer_id bigint not null,
    free tinyint not null,
    free_rate_ppm int not null check (free_rate_ppm between 0 and 1000000),
    amount_fen bigint not null check (amount_fen >= 0),
    order_no char(22) character set ascii collate ascii_bin null,
    pay_by datetime(3) null,
    decided_at datetime(3) not null,
    seen_at datetime(3) null,
    paid_order_no char(22) character set ascii collate ascii_bin null,
    primary key (moment_no, viewer_id),
    key (moment_no, seen_at)
);

create table moment_9 (
    moment_no char(22) character set ascii collate ascii_bin not null primary key,
    poster_id bigint not null,
    idem_key varchar(128) character set ascii collate ascii_bin not null,
    fingerprint binary(32) not null,
    from_fen bigint not null check (from_fen >= 1),
    to_fen bigint not null check (to_fen >= from_fen),
    text varchar(64) character set utf8mb4 not null,
    content_ref varchar(256) character set ascii collate ascii_bin not null,
    created_at datetime(3) not null,
    ends_at datetime(3) not null,
    unique key (poster_id, idem_key)
);

create table moment_view_9 (
    moment_no char(22) character set ascii collate ascii_bin not null,
    viewer_id bigint not null,
    free tinyint not null,
    free_rate_ppm int not null check (free_rate_ppm between 0 and 1000000),
    amount_fen bigint not null check (amount_fen >= 0),
    order_no char(22) character set ascii collate ascii_bin null,
    pay_by datetime(3) null,
    decided_at datetime(3) not null,
    seen_at datetime(3) null,
    paid_order_no char(22) character set ascii collate ascii_bin null,
    primary key (moment_no, viewer_id),
    key (moment_no, seen_at)
);
