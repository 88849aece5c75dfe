SELECT code, slug, name, radius_m, confidence, geometry
FROM area WHERE current AND kind = $kind AND geometry IS NOT NULL ORDER BY code
