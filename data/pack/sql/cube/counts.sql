-- Incidents of covered months by month, type, ASB category and street point, in the order of months.
WITH point AS (
    SELECT min(incident_id) AS id, location, lon, lat FROM incident GROUP BY ALL
)
SELECT incident.month, crime_type, asb_category, point.id AS point, count(*) AS n
FROM incident JOIN calendar ON calendar.month = incident.month AND calendar.covered
JOIN point ON point.lon = incident.lon AND point.lat = incident.lat
          AND point.location IS NOT DISTINCT FROM incident.location
GROUP BY ALL ORDER BY incident.month
