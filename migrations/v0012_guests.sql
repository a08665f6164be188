-- Version 12: guests, who are authors without a pass in a network that lets anyone write.

-- 0 = messages of guests are refused, 1 = they are taken in within budgets.
ALTER TABLE author_list ADD COLUMN guests INTEGER NOT NULL DEFAULT 0;
-- Bytes that guests may fill together; NULL = the default of the program.
ALTER TABLE author_list ADD COLUMN guest_bytes_max INTEGER;
-- 1 = they are used up: nothing of guests is taken in until there is room again.
ALTER TABLE author_list ADD COLUMN guests_closed INTEGER NOT NULL DEFAULT 0;

-- What the log holds of each guest, and what has come of it on one day.
CREATE TABLE guest (
    author INTEGER PRIMARY KEY REFERENCES author (number),
    bytes INTEGER NOT NULL,          -- of its messages that are here, in their signed form
    day INTEGER NOT NULL,            -- days since 1970, by the clock of arrival
    day_bytes INTEGER NOT NULL       -- of the messages that came on that day
) STRICT;

-- 1 = a proof leaves guests out; NULL without a proof, and before version 12.
ALTER TABLE catch_up ADD COLUMN proof_guests INTEGER;
