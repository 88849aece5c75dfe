-- The count of each peer, month and chosen type, only for months that have every chosen type.
WITH whole AS (
    SELECT code, month FROM peer_count
    WHERE month BETWEEN $filters['first_month'] AND $filters['last_month']
      AND list_contains($filters['crime_types'], crime_type)
    GROUP BY code, month
    HAVING count(n) = len($filters['crime_types'])
)
SELECT code, month, crime_type, n
FROM peer_count JOIN whole USING (code, month)
WHERE list_contains($filters['crime_types'], crime_type)
ORDER BY code, month, crime_type
