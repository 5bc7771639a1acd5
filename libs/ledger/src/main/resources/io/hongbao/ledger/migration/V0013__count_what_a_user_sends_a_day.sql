-- What the user has sent and topped up on one day by Asia/Shanghai, as "20261121 sent-fen sent-count topped-up-fen
-- topped-up-count": one column, since it is read and written with the balance, by the same statement. Null: nothing so far.
alter table balance add column day_usage varchar(96) character set ascii collate ascii_bin null;
