-- Women aged 16 and over in the whole area: the latest vintage with a number for every district,
-- else for every current ward.
WITH whole AS (
    SELECT people.kind, people.vintage, any_value(people.source) AS source,
           bool_or(people.estimate) AS estimate, sum(people.value) AS value, count(*) AS areas
    FROM denominator AS people
    LEFT JOIN area ON area.kind = people.kind AND area.code = people.code AND area.current
    WHERE people."group" = 'women16' AND (people.kind = 'district' OR area.code IS NOT NULL)
    GROUP BY people.kind, people.vintage
)
SELECT vintage, source, estimate, value
FROM whole
WHERE (kind = 'district' AND areas = (SELECT len(codes) FROM borough))
   OR (kind = 'ward' AND areas = (SELECT count(*) FROM area WHERE kind = 'ward' AND current))
ORDER BY vintage DESC, kind LIMIT 1
