-- The background map, the lowest first.
SELECT kind, class, name, number, geometry FROM map_feature
ORDER BY list_position(['green', 'water', 'building', 'river', 'rail', 'road'], kind), class, name,
         number
