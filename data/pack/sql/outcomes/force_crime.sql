-- Add the crimes of whole forces: rows that are usable, or lack only a location.
INSERT INTO force_crime
SELECT file, month, force, crime_type, id
FROM numbered
WHERE getvariable('whole_force') AND id IS NOT NULL
  AND (reason IS NULL OR reason = $no_location)
