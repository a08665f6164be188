-- Version 4: who ran.

-- The key that the node signed with in this run, and the name it gave itself; unknown before version 4.
ALTER TABLE run ADD COLUMN node BLOB CHECK (length(node) = 32);
ALTER TABLE run ADD COLUMN name TEXT;
