SELECT DISTINCT lon, lat FROM spot ORDER BY lon, lat
