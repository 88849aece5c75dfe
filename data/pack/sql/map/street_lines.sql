-- The named roads of the background map.
SELECT name, geometry FROM map_feature WHERE kind = 'road' AND name <> '' ORDER BY name
