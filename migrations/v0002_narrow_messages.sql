-- Version 2: a message's row holds only what is true of it alone, and one index less grows with it.
--
-- The functions called here are the program's own (see MigrationFunctions).

-- Of the sequences 256 · block to 256 · block + 255 of an author, the arrival numbers, as distances
-- of one from the next (see SequenceBlock). Of a fork, the message that arrived first. The block that
-- an author's head belongs to is in the author's row, which every new message changes anyway.
CREATE TABLE sequence_block (
    author INTEGER NOT NULL,
    block INTEGER NOT NULL,          -- the sequence, as a signed number, shifted right by 8 bits
    arrivals BLOB NOT NULL,
    PRIMARY KEY (author, block)
) STRICT, WITHOUT ROWID;

INSERT INTO sequence_block (author, block, arrivals)
SELECT author, sequence >> 8, sequence_block_of(sequence, arrival) FROM message
WHERE true ORDER BY author, sequence, arrival
ON CONFLICT (author, block) DO UPDATE
SET arrivals = sequence_block_union(arrivals, excluded.arrivals);

ALTER TABLE author ADD COLUMN head_block BLOB NOT NULL DEFAULT x'';

UPDATE author SET head_block = coalesce(
    (SELECT arrivals FROM sequence_block
     WHERE author = author.number AND block = author.head_sequence >> 8),
    x''
);

DELETE FROM sequence_block
WHERE block = (SELECT head_sequence >> 8 FROM author WHERE number = sequence_block.author);

-- The same columns in another order: SQLite 3.40 calls a table without rowid damaged (a NULL where there
-- is none) when a column stands before the last one of its key.
CREATE TABLE ordered_fork (
    author INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    second_id BLOB NOT NULL,
    first_id BLOB NOT NULL,          -- the one that arrived first
    PRIMARY KEY (author, sequence, second_id)
) STRICT, WITHOUT ROWID;

INSERT INTO ordered_fork (author, sequence, second_id, first_id)
SELECT author, sequence, second_id, first_id FROM fork;

DROP TABLE fork;
ALTER TABLE ordered_fork RENAME TO fork;

CREATE TABLE narrow_message (
    arrival INTEGER PRIMARY KEY,     -- 1, 2, 3 … in the order of storing; never given twice
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    author INTEGER NOT NULL,
    delay_ms INTEGER NOT NULL,       -- from the time it was signed with to its arrival here
    via INTEGER NOT NULL,            -- 0 own, 1 relay, 2 catch-up, 3 fetch
    peer INTEGER,                    -- the peer it came from first
    topic TEXT NOT NULL,
    encoded BLOB NOT NULL            -- the signed bytes, exactly
) STRICT;

-- The run of a message is the last that began before its arrival number: run.arrival says.
INSERT INTO narrow_message (arrival, id, author, delay_ms, via, peer, topic, encoded)
SELECT arrival, id, author, arrived_ms - message_time(id), via, peer, topic, encoded
FROM message ORDER BY arrival;

DROP TABLE message;
ALTER TABLE narrow_message RENAME TO message;
