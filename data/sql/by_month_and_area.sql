-- The chosen areas, or every current ward, by covered month, zeros included.
WITH found AS (
    SELECT m.incident_id, m.month, m.ward_code AS code FROM matching($filters) AS m
    UNION ALL
    SELECT m.incident_id, m.month, pair.code
    FROM matching($filters) AS m JOIN incident_area AS pair USING (incident_id)
    WHERE pair.kind = 'place'
)
SELECT area.slug, area.name, area.kind, calendar.month, count(found.incident_id) AS n
FROM calendar
CROSS JOIN (SELECT * FROM area WHERE current AND geometry IS NOT NULL
            AND (list_contains($filters['areas'], code)
                 OR (len($filters['areas']) = 0 AND kind = 'ward'))) AS area
LEFT JOIN found ON found.month = calendar.month AND found.code = area.code
WHERE calendar.covered
  AND calendar.month BETWEEN $filters['first_month'] AND $filters['last_month']
GROUP BY ALL ORDER BY area.name, calendar.month
