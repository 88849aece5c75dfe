-- The crimes to which outcomes may belong: those of the borough, and, with an empty ward, those of
-- its whole primary forces. Forces are in lower case; id is a hash of the Crime ID.
CREATE TEMP TABLE crime AS
SELECT month, lower(force) AS force, crime_type, ward_code, hash(source_id) AS id
FROM incident
WHERE crime_type <> $asb AND force IN (SELECT source FROM coverage WHERE "primary")
UNION ALL
SELECT month, lower(force), crime_type, '', id
FROM force_crime
WHERE force IN (SELECT source FROM coverage WHERE "primary")
