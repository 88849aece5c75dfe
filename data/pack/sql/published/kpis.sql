SELECT position, title, measure, filter, wanted, target, owner FROM kpi ORDER BY position
