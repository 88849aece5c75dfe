SELECT count(*) AS n FROM matching($filters)
