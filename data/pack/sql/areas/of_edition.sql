-- The areas of one edition and the located places, by name, with the latest number of residents
-- (null for places).
SELECT area.kind, area.code, area.slug, area.name, area.confidence,
       arg_max(people.value, people.vintage) AS residents
FROM area
LEFT JOIN denominator AS people
       ON people.kind = area.kind AND people.code = area.code AND people."group" = 'residents'
WHERE area.geometry IS NOT NULL
  AND ((area.kind = 'place' AND area.current) OR (area.kind = $kind AND area.vintage = $vintage))
GROUP BY area.kind, area.code, area.slug, area.name, area.confidence
ORDER BY area.name
