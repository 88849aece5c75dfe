-- Whom the background map must name.
SELECT DISTINCT attribution FROM map_feature ORDER BY attribution
