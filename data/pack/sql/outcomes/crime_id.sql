-- Each crime once, with its first month.
CREATE TEMP TABLE crime_id AS
SELECT force, id, min(month) AS month, bool_or(ward_code <> '') AS ours
FROM crime WHERE id IS NOT NULL GROUP BY force, id
