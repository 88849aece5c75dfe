-- Outcomes of a month before the one in which the crime was recorded.
UPDATE tidy SET reason = $early
FROM crime_id
WHERE reason IS NULL AND crime_id.force = lower(tidy.force) AND crime_id.id = hash(tidy.source_id)
  AND tidy.month < crime_id.month
