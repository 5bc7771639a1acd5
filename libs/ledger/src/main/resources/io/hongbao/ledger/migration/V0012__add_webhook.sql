-- The webhook of a product that tells its users itself: on while there is a row. Whoever numbers notifications reads with the
-- balances that he locks whether it is.
create table webhook (
    only_row tinyint not null primary key check (only_row = 1),
    -- Since when nothing was delivered although it was tried; null after a success.
    failing_since datetime(3) null,
    -- Nothing is posted from then on.
    disabled_at datetime(3) null,
    last_answer varchar(64) character set ascii collate ascii_bin null,
    last_answer_at datetime(3) null,
    -- What was told since then is to be delivered again: of users up to replayed_user it waits already.
    replay_since datetime(3) null,
    replayed_user bigint not null default 0
);

-- Which numbers one database transaction told to whom, as "user:first-last,…". Taken over into webhook_waiting, in the order of
-- the ids, which for each user is that of the numbers.
create table webhook_told (
    id bigint not null auto_increment,
    -- On which it was written, as in order numbers.
    day char(8) character set ascii collate ascii_bin not null,
    numbers mediumtext character set ascii collate ascii_bin not null,
    primary key (id, day)
)
partition by range columns (day) (partition p_later values less than (maxvalue));

-- Users to whom something is to be delivered, and from which number to which.
create table webhook_waiting (
    user_id bigint not null primary key,
    next_no bigint not null,
    last_no bigint not null,
    -- When last_no was told, within the second.
    told_at datetime(3) not null,
    -- Since when next_no is the next.
    waiting_since datetime(3) not null,
    attempts int not null default 0,
    -- When it may be taken: at once, after a pause, or when whoever took it should be done with it.
    due_at datetime(3) not null,
    key webhook_waiting_due (due_at)
);
