UPDATE tidy SET reason = $copy WHERE rowid IN (SELECT position FROM copies)
