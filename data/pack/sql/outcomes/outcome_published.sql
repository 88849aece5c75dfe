-- The last outcome of each crime as its street file was published, by the release of that file.
INSERT INTO outcome_published
SELECT month, release, ward_code, crime_type, coalesce(outcome_group, 'no-information'), count(*)
FROM incident LEFT JOIN outcome_label ON outcome_label.label = lower(outcome)
WHERE crime_type <> $asb AND force IN (SELECT source FROM coverage WHERE "primary")
GROUP BY ALL ORDER BY ALL
