-- Incidents of each covered month by crime type; a type without incidents in a month has no row.
SELECT month, crime_type, count(*)::INTEGER AS n
FROM incident
WHERE month IN (SELECT month FROM calendar WHERE covered)
GROUP BY ALL
ORDER BY ALL;
