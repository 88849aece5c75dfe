-- A month is missing for an area, not zero, if any of the chosen types is missing.
SELECT code, month, sum(n)::BIGINT AS n
FROM peer_count
WHERE month BETWEEN $filters['first_month'] AND $filters['last_month']
  AND list_contains($filters['crime_types'], crime_type)
GROUP BY code, month
HAVING count(n) = len($filters['crime_types'])
ORDER BY code, month
