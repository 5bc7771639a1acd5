-- Only top-ups of a day were looked for by time: all top-ups are one range of the primary key.
alter table transfer drop key transfer_business_at;
