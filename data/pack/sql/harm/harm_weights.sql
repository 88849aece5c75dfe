SELECT index_name, vintage, licence, area, crime_type, measure, mean, mean_square, matched, chosen,
       fallback
FROM harm_weight ORDER BY chosen DESC, area, crime_type, mean DESC
