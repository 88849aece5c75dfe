-- The mean incidents a month of each force and crime type, over the months of that force.
SELECT force, crime_type, count(*) / any_value(held.months) AS n
FROM incident JOIN (SELECT source AS force, count(*) AS months FROM coverage GROUP BY source) AS held
     USING (force)
GROUP BY force, crime_type
