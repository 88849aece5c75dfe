-- Each Crime ID of a force once, with its first month and whether it is a crime of the borough.
CREATE TEMP TABLE crime_id AS
SELECT force, id, min(month) AS month, bool_or(ward_code <> '') AS ours
FROM crime WHERE id IS NOT NULL GROUP BY force, id
