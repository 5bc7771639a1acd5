-- What the reconcile job set right, and why: written before each repair, and again after it.
create table repair (
    id bigint not null auto_increment primary key,
    -- The day that was reconciled.
    day date not null,
    kind varchar(32) character set ascii collate ascii_bin not null,
    order_no varchar(22) character set ascii collate ascii_bin not null,
    subject varchar(200) character set ascii collate ascii_bin not null,
    amount_fen bigint not null,
    reason varchar(2000) character set utf8mb4 not null,
    before_text varchar(2000) character set utf8mb4 not null,
    after_text varchar(2000) character set utf8mb4 not null,
    begun_at datetime(3) not null,
    -- Null when the job did not come to the end of it: it is found again, and repaired then if it must be.
    outcome varchar(16) character set ascii collate ascii_bin null,
    ended_at datetime(3) null,
    key repair_of_day (day)
);
