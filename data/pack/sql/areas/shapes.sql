-- The areas of one vintage, or the current ones without a vintage.
SELECT code, slug, name, radius_m, confidence, geometry
FROM area
WHERE kind = $kind AND geometry IS NOT NULL
  AND (vintage = $vintage OR ($vintage::VARCHAR IS NULL AND current))
ORDER BY code
