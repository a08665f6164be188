-- Version 9: authors of whom not everything is kept, and what a proof of equality leaves out.

-- Nothing of the author above the sequence is kept, for a reason: 1 blocked by this node, 2 removed from
-- the network. Of several reasons the lowest sequence counts.
CREATE TABLE cut (
    author BLOB NOT NULL CHECK (length(author) = 32),
    reason INTEGER NOT NULL,
    sequence INTEGER NOT NULL,       -- 0 = nothing is kept
    -- Nothing above this sequence is in the log or taken in. Goes down to the other one as messages are
    -- removed, some in each transaction.
    reached INTEGER NOT NULL,
    PRIMARY KEY (author, reason)
) STRICT, WITHOUT ROWID;

-- The authors whom one of both logs cut lower than the other; NULL without a proof, and before version 9.
ALTER TABLE catch_up ADD COLUMN proof_excluded INTEGER;
