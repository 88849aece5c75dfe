-- The latest number of residents of each area in the filter; null for places.
SELECT area.slug, area.name, area.kind, arg_max(people.value, people.vintage) AS residents
FROM area
LEFT JOIN denominator AS people
       ON people.kind = area.kind AND people.code = area.code AND people."group" = 'residents'
WHERE area.current AND area.kind IN ('ward', 'place') AND area.geometry IS NOT NULL
GROUP BY area.slug, area.name, area.kind ORDER BY area.name
