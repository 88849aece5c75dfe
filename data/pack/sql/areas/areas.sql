-- The named places, located or not, then the current wards, each by name.
SELECT kind, code, slug, name, boundary, radius_m, confidence, note, said,
       geometry IS NOT NULL AS located
FROM area WHERE current AND kind IN ('ward', 'place') ORDER BY kind, name
