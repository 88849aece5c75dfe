-- The chosen areas, or every current ward, by covered month, zeros included.
WITH chosen AS (
    SELECT code, slug, name, kind FROM area WHERE current AND geometry IS NOT NULL
       AND (list_contains($filters['areas'], code) OR (len($filters['areas']) = 0 AND kind = 'ward'))
), found AS (
    SELECT month, code, count(*) AS n FROM (
      SELECT m.incident_id, m.month, m.ward_code AS code FROM matching($filters) AS m
      UNION ALL
      SELECT m.incident_id, m.month, pair.code
      FROM matching($filters) AS m JOIN incident_area AS pair USING (incident_id)
      WHERE pair.kind = 'place' AND len($filters['areas']) > 0) GROUP BY month, code
)
SELECT chosen.slug, chosen.name, chosen.kind, calendar.month, coalesce(found.n, 0) AS n
FROM calendar CROSS JOIN chosen
LEFT JOIN found ON found.month = calendar.month AND found.code = chosen.code
WHERE calendar.covered AND calendar.month BETWEEN $filters['first_month'] AND $filters['last_month']
ORDER BY chosen.name, calendar.month
