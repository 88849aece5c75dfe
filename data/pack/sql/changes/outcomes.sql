-- Each Crime ID of a covered month and crime type, and its outcomes. Both are hashes, to be compared
-- with those of another pack. ASB incidents have no Crime ID and are left out.
SELECT hash(source_id, month, crime_type) AS crime, month, crime_type,
       hash(list_sort(list(coalesce(outcome, '')))) AS outcomes
FROM incident
WHERE source_id IS NOT NULL AND month IN (SELECT month FROM calendar WHERE covered)
GROUP BY source_id, month, crime_type;
