-- Cards that users may pay with without naming them. At most ten of a user, which is decided under the user's balance lock.
create table bound_card (
    user_id bigint not null,
    token varchar(64) character set ascii collate ascii_bin not null,
    channel varchar(16) character set ascii collate ascii_bin not null,
    label varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
    bound_at datetime(3) not null,
    primary key (user_id, token)
);

-- As long as a bank's labels may be.
alter table card_document modify column card_label varchar(64) character set utf8mb4 collate utf8mb4_bin null;
