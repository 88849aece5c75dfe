SELECT reason, count(*) AS n FROM rejected GROUP BY reason ORDER BY n DESC, reason
