-- Give a reason against rows that are copies of an earlier row of their file.
UPDATE tidy SET reason = $copy WHERE rowid IN (SELECT position FROM copies)
