-- Add the usable outcomes of known crimes, and of others in the box around the current wards.
INSERT INTO outcome
SELECT file, lower(numbered.force), numbered.month, hash(source_id), outcome_group, lon, lat, ours
FROM numbered
LEFT JOIN crime_id ON crime_id.force = lower(numbered.force) AND crime_id.id = hash(source_id)
WHERE reason IS NULL
  AND (crime_id.id IS NOT NULL
       OR (lon BETWEEN $west AND $east AND lat BETWEEN $south AND $north))
