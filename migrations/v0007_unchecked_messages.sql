-- Version 7: messages whose own signature is still to be checked, and messages refused for theirs.

-- 1 until the own signature of the message has been checked: it was taken in because a signed later
-- message of its author names it as the one before. What came before version 7 counts as unchecked.
ALTER TABLE message ADD COLUMN unchecked INTEGER NOT NULL DEFAULT 1;

-- Messages that were taken in unchecked, whose signature turned out wrong, and that were removed.
CREATE TABLE refused (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    author BLOB NOT NULL CHECK (length(author) = 32),
    -- The proof, for one message of an author: its bytes, and those of the signed one that names it.
    encoded BLOB,
    successor BLOB
) STRICT;
