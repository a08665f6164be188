-- Version 1: the log itself, what reconciliation needs to know of it, and what a
-- node remembers about itself and its peers.
--
-- Times ending in _ms are milliseconds since 1970 by this machine's clock. Counters
-- of 64 bits without sign (sequence) are kept as the signed number of the same bits.

-- One row: what is true of the file as a whole.
CREATE TABLE meta (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    -- 16 random bytes made with the file, and anew when the file goes back in time:
    -- an arrival number means something to a peer only together with these.
    incarnation BLOB NOT NULL CHECK (length(incarnation) = 16),
    created_ms INTEGER NOT NULL,
    -- Messages signed before this time have been pruned and are refused. Only grows.
    horizon_ms INTEGER NOT NULL DEFAULT 0,
    -- Arrival numbers up to this one are spent even where no row has them any more.
    arrivals_spent INTEGER NOT NULL DEFAULT 0,
    -- 16 random bytes of the newest run: an older backup put in place has others.
    run_token BLOB CHECK (length(run_token) = 16)
) STRICT;

-- Which migrations made this file, and from exactly which text.
CREATE TABLE migration (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,          -- SHA-256 of the SQL, in hexadecimal
    applied_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE author (
    number INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
    head_sequence INTEGER NOT NULL,  -- the highest sequence here
    head_id BLOB NOT NULL CHECK (length(head_id) = 32),
    messages INTEGER NOT NULL,       -- all here, forks included
    forked INTEGER NOT NULL          -- those whose sequence another message already had
) STRICT;

CREATE TABLE message (
    arrival INTEGER PRIMARY KEY,     -- 1, 2, 3 … in the order of storing; never given twice
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    author INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    arrived_ms INTEGER NOT NULL,
    run INTEGER NOT NULL,
    via INTEGER NOT NULL,            -- 0 own, 1 relay, 2 catch-up, 3 fetch
    peer INTEGER,                    -- the peer it came from first
    topic TEXT NOT NULL,
    encoded BLOB NOT NULL            -- the signed bytes, exactly
) STRICT;

-- Finds forks and gaps. Not unique: both sides of a fork are kept.
CREATE INDEX message_by_author ON message (author, sequence);

-- Pairs of different messages with one (author, sequence): the proof of a fork.
CREATE TABLE fork (
    author INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    first_id BLOB NOT NULL,          -- the one that arrived first
    second_id BLOB NOT NULL,
    PRIMARY KEY (author, sequence, second_id)
) STRICT, WITHOUT ROWID;

-- The ids from first_id up to the next row's first_id: how many, and their sum modulo
-- 2^256 as 32 little-endian bytes. The first row starts at the smallest possible id.
CREATE TABLE aggregate (
    first_id BLOB PRIMARY KEY CHECK (length(first_id) = 32),
    count INTEGER NOT NULL,
    sum BLOB NOT NULL CHECK (length(sum) = 32)
) STRICT, WITHOUT ROWID;

-- Each time a node ran on this file.
CREATE TABLE run (
    number INTEGER PRIMARY KEY,
    started_ms INTEGER NOT NULL,
    ended_ms INTEGER,                -- unknown for a run that was killed
    clean INTEGER NOT NULL DEFAULT 0,
    version TEXT NOT NULL,           -- of the program
    process INTEGER NOT NULL,
    messages INTEGER NOT NULL,       -- in the log when it started
    arrival INTEGER NOT NULL         -- the last one before it started
) STRICT;

CREATE TABLE peer (
    number INTEGER PRIMARY KEY,
    address TEXT NOT NULL,
    node BLOB NOT NULL,              -- its key, 32 bytes; none while it is not known
    name TEXT,
    source INTEGER NOT NULL,         -- 0 given by the operator, 1 discovered
    first_seen_ms INTEGER,
    last_seen_ms INTEGER,
    round_trip_us INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    score INTEGER NOT NULL DEFAULT 0,
    -- How far this node has read the peer's log: the peer's incarnation and arrival number.
    cursor_incarnation BLOB,
    cursor_arrival INTEGER,
    UNIQUE (address, node)
) STRICT;

-- Each catch-up: what was missing, what came, and the proof that both logs were equal.
CREATE TABLE catch_up (
    number INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    peer INTEGER,
    started_ms INTEGER NOT NULL,
    ended_ms INTEGER NOT NULL,
    needed INTEGER NOT NULL,
    received INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    round_trips INTEGER NOT NULL,
    proof_count INTEGER,             -- the proof, when there is one: all or none of these
    proof_fingerprint BLOB,
    proof_ms INTEGER
) STRICT;
