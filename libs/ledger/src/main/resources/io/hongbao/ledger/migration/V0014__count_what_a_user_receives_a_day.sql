-- Shares credited to the user on one day by Asia/Shanghai, as "20261121 fen count". Not in day_usage: what others do must never
-- change the day, or the numbers, that the user's own limits are judged by. Null: nothing so far.
alter table balance add column day_received varchar(40) character set ascii collate ascii_bin null;
