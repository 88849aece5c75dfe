-- The count of each peer and month. A month that lacks a chosen type has no row: it is missing, not
-- zero.
SELECT code, month, sum(n)::BIGINT AS n
FROM peer_count
WHERE month BETWEEN $filters['first_month'] AND $filters['last_month']
  AND list_contains($filters['crime_types'], crime_type)
GROUP BY code, month
HAVING count(n) = len($filters['crime_types'])
ORDER BY code, month
