INSERT INTO force_crime
SELECT file, month, force, crime_type, hash(source_id)
FROM numbered
WHERE getvariable('whole_force') AND source_id IS NOT NULL
  AND (reason IS NULL OR reason = $no_location)
