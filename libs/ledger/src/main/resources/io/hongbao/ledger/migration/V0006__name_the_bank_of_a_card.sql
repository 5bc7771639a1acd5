-- A card is a token of a bank channel. The token goes when the document has ended; a keyed hash of
-- it stays, so that a repeat is known as one. Documents of before have no hash: none is repeated.
alter table card_document
    add column channel varchar(16) character set ascii collate ascii_bin not null default 'bank-a',
    add column card_hash varchar(96) character set ascii collate ascii_bin not null default '',
    add column card_label varchar(32) character set utf8mb4 collate utf8mb4_bin null,
    -- TOP_UP only: the balance right after it, which a repeat tells.
    add column balance_after_fen bigint null,
    -- Since when a person has to look; next_ask_at is null then.
    add column escalated_at datetime(3) null,
    modify column card varchar(64) character set ascii collate ascii_bin null,
    add key card_document_escalated (escalated_at);

update card_document set card = null where next_ask_at is null;
