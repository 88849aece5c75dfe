-- Crimes by month of recording and outcome group: within 3, 6 and 12 months of recording; within 0
-- stands for the last outcome that the street files give. An empty ward stands for the whole police
-- force.
SELECT month, ward_code, crime_type, within, outcome_group, n::INTEGER AS n FROM outcome_cohort
UNION ALL
SELECT month, ward_code, crime_type, 0, outcome_group, sum(n)::INTEGER
FROM outcome_published GROUP BY ALL
ORDER BY ALL
