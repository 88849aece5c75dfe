-- The areas of one edition, and the located places. A current ward is counted by the incident's own
-- code, every other area by membership; places may overlap.
WITH found AS (
    SELECT incident_id, 'ward' AS kind, ward_code AS code
    FROM matching($filters) WHERE $edition['current']
    UNION ALL
    SELECT incident_id, pair.kind, pair.code
    FROM matching($filters) JOIN incident_area AS pair USING (incident_id)
    WHERE pair.kind = 'place'
       OR (pair.kind = $edition['kind'] AND pair.vintage = $edition['vintage'])
)
SELECT area.kind, area.code, area.slug, area.name, area.confidence, count(found.incident_id) AS n,
       arg_max(people.value, people.vintage) AS residents
FROM area
LEFT JOIN found ON found.kind = area.kind AND found.code = area.code
LEFT JOIN denominator AS people
       ON people.kind = area.kind AND people.code = area.code AND people."group" = 'residents'
WHERE area.geometry IS NOT NULL
  AND ((area.kind = 'place' AND area.current)
       OR (area.kind = $edition['kind'] AND area.vintage = $edition['vintage']))
GROUP BY area.kind, area.code, area.slug, area.name, area.confidence
ORDER BY n DESC, area.name
