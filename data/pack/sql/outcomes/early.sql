-- Give a reason against outcomes of a month before the crime was recorded: they cannot be used.
UPDATE tidy SET reason = $early
FROM crime_id
WHERE reason IS NULL AND crime_id.force = lower(tidy.force) AND crime_id.id = hash(tidy.source_id)
  AND tidy.month < crime_id.month
