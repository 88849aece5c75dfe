-- The editions that cover the borough, the current wards first.
SELECT kind, vintage, kind = 'ward' AND bool_or(current) AS is_wards
FROM area WHERE kind IN ('ward', 'lsoa') AND geometry IS NOT NULL
GROUP BY kind, vintage ORDER BY is_wards DESC, kind DESC, vintage
