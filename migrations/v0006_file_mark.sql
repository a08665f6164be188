-- Version 6: a mark by which a write-ahead log is known to belong to the file beside it.

-- One row of fixed lengths: SQLite overwrites it where it lies, in one sector of the disk.
CREATE TABLE file_mark (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    -- Tells the row from any that its page held before, where a checkpoint has been cut off.
    kind TEXT NOT NULL CHECK (kind = 'gossip-log file mark'),
    -- 16 random bytes, drawn after each checkpoint that took everything into the file.
    mark BLOB NOT NULL CHECK (length(mark) = 16),
    -- The mark that the file had then.
    previous BLOB NOT NULL CHECK (length(previous) = 16)
) STRICT;

INSERT INTO file_mark VALUES (1, 'gossip-log file mark', zeroblob(16), zeroblob(16));
