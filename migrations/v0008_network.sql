-- Version 8: the network of the log, and the signed statements about its members.

-- The network that the log belongs to. No row: it belongs to none that has members.
CREATE TABLE network (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id BLOB NOT NULL CHECK (length(id) = 16)
) STRICT;

-- What the roster of the network holds, in the order of arrival. Pruning does not touch it.
CREATE TABLE network_record (
    number INTEGER PRIMARY KEY,
    -- The first 16 bytes of the SHA-256 of the record.
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    encoded BLOB NOT NULL CHECK (length(encoded) <= 512)
) STRICT;
