-- Current wards and located places. A ward is counted by its own code; places may overlap.
WITH found AS (
    SELECT incident_id, ward_code AS code FROM matching($filters)
    UNION ALL
    SELECT incident_id, pair.code
    FROM matching($filters) JOIN incident_area AS pair USING (incident_id)
    WHERE pair.kind = 'place'
)
SELECT area.kind, area.code, area.slug, area.name, area.confidence, count(found.incident_id) AS n,
       arg_max(people.value, people.vintage) AS residents
FROM area
LEFT JOIN found ON found.code = area.code
LEFT JOIN denominator AS people
       ON people.kind = area.kind AND people.code = area.code AND people."group" = 'residents'
WHERE area.current AND area.kind IN ('ward', 'place') AND area.geometry IS NOT NULL
GROUP BY area.kind, area.code, area.slug, area.name, area.confidence
ORDER BY n DESC, area.name
