-- The background map in the order of drawing: the lowest layer first.
SELECT kind, class, name, number, geometry FROM map_feature
ORDER BY list_position(['green', 'water', 'building', 'river', 'rail', 'road'], kind), class, name,
         number
