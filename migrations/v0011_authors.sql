-- Version 11: the authors whose messages are taken in, where not everybody's are.

-- At most one row; none = everybody's. Messages of others that are here already stay, and go to nobody.
CREATE TABLE author_list (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    authors BLOB NOT NULL CHECK (length(authors) % 32 = 0)   -- their keys, ascending
) STRICT;
