-- The attributions that the background map must show.
SELECT DISTINCT attribution FROM map_feature ORDER BY attribution
