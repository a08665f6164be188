-- Version 10: what peers have done against the protocol, by the keys that they have proved.

-- Ends are in milliseconds since 1970 by the clock of the node, 0 for none.
CREATE TABLE strike (
    node BLOB PRIMARY KEY CHECK (length(node) = 32),
    strikes INTEGER NOT NULL,
    muted_until_ms INTEGER NOT NULL,
    -- Sessions that failed by what the peer did, and the end of the wait for the next.
    failed_sessions INTEGER NOT NULL,
    shunned_until_ms INTEGER NOT NULL,
    forgiven_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
