SELECT month, covered FROM calendar ORDER BY month
