-- What became of crimes by month of recording: within 3, 6 and 12 months, and, as within 0, by the
-- release of the street file. An empty ward is the whole police force.
SELECT month, ward_code, crime_type, within, outcome_group, n::INTEGER AS n FROM outcome_cohort
UNION ALL
SELECT month, ward_code, crime_type, 0, outcome_group, sum(n)::INTEGER
FROM outcome_published GROUP BY ALL
ORDER BY ALL
