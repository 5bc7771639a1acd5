-- Which shard this database is, and so whose balances it holds: its id and its slots, of how many there are, as
-- "wallet-0 slots=0-49/100". Written when the shard is first connected and never changed.
create table wallet_identity (
    only_row tinyint not null primary key check (only_row = 1),
    wallet varchar(64) character set ascii collate ascii_bin not null
);
