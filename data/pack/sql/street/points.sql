SELECT DISTINCT lon, lat FROM kept ORDER BY lon, lat
