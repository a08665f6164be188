-- Version 3: what has been pruned.
--
-- The functions called here are the program's own (see MigrationFunctions).

-- Messages whose own lifetime ended at this time or before are gone. Only grows.
ALTER TABLE meta ADD COLUMN expired_ms INTEGER NOT NULL DEFAULT 0;

-- Messages of the author up to this sequence may have been pruned: what is not here is no gap.
ALTER TABLE author ADD COLUMN pruned_sequence INTEGER NOT NULL DEFAULT 0;
-- How many of its messages have ended by their own lifetime: as many bits as ended_block has.
ALTER TABLE author ADD COLUMN ended INTEGER NOT NULL DEFAULT 0;

-- Of the sequences 256 · block to 256 · block + 255 of an author, a bit for each that has ended by its
-- own lifetime, the lowest bit of the first byte first: it is no gap.
CREATE TABLE ended_block (
    author INTEGER NOT NULL,
    block INTEGER NOT NULL,
    bits BLOB NOT NULL CHECK (length(bits) = 32),
    PRIMARY KEY (author, block)
) STRICT, WITHOUT ROWID;

-- When the messages end that have a lifetime: nothing for all others.
CREATE TABLE expiry (
    end_ms INTEGER NOT NULL,
    arrival INTEGER NOT NULL,
    PRIMARY KEY (end_ms, arrival)
) STRICT, WITHOUT ROWID;

INSERT INTO expiry (end_ms, arrival)
SELECT message_end(encoded), arrival FROM message WHERE message_end(encoded) IS NOT NULL;
