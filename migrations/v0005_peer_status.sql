-- Version 5: a peer's state by its name, instead of a score that was only ever 0 or 1.

-- The state that was last noted: unknown (never heard), up, suspect, down.
ALTER TABLE peer ADD COLUMN status TEXT NOT NULL DEFAULT 'unknown'
    CHECK (status IN ('unknown', 'up', 'suspect', 'down'));

UPDATE peer SET status =
    CASE WHEN last_seen_ms IS NULL THEN 'unknown'
         WHEN failures = 0 AND score > 0 THEN 'up'
         ELSE 'down' END;

ALTER TABLE peer DROP COLUMN score;
