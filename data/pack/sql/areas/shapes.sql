-- The located areas of one kind and vintage; if $vintage is null, the current ones of the kind.
SELECT code, slug, name, radius_m, confidence, geometry
FROM area
WHERE kind = $kind AND geometry IS NOT NULL
  AND (vintage = $vintage OR ($vintage::VARCHAR IS NULL AND current))
ORDER BY code
