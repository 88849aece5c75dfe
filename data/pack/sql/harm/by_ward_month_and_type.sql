-- Only what occurred: a ward without a row for a covered month and type has none.
SELECT ward_code AS code, month, crime_type, count(*) AS n
FROM matching($filters) GROUP BY ALL ORDER BY code, month, crime_type
