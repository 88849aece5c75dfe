-- Matching incidents. A ward without an incident of a type in a covered month has no row for it.
SELECT ward_code AS code, month, crime_type, count(*) AS n
FROM matching($filters) GROUP BY ALL ORDER BY code, month, crime_type
