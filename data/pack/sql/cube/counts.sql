-- Incidents of covered months by kind, month and street point, in the order of kinds, then months.
-- kind and month are positions, from 0, in cube/kinds and the calendar, because texts and dates in
-- every row are slow to read. point is the id of the point's first incident.
WITH point AS (
    SELECT min(incident_id) AS id, location, lon, lat FROM incident GROUP BY ALL
), stage AS (
    SELECT month, covered, row_number() OVER (ORDER BY month) - 1 AS position FROM calendar
), kind AS (
    SELECT crime_type, asb_category,
           row_number() OVER (ORDER BY crime_type, asb_category) - 1 AS position
    FROM (SELECT DISTINCT crime_type, asb_category FROM incident)
)
SELECT CAST(stage.position AS SMALLINT) AS month, CAST(kind.position AS SMALLINT) AS kind,
       point.id AS point, CAST(count(*) AS INTEGER) AS n
FROM incident JOIN stage ON stage.month = incident.month AND stage.covered
JOIN kind ON kind.crime_type = incident.crime_type
         AND kind.asb_category IS NOT DISTINCT FROM incident.asb_category
JOIN point ON point.lon = incident.lon AND point.lat = incident.lat
          AND point.location IS NOT DISTINCT FROM incident.location
GROUP BY ALL ORDER BY 2, 1
