-- The signals, most certain first. For a street point, name and slug are those of its ward.
SELECT signal.choice, signal.kind, area.name, area.slug, signal.street, signal.lon, signal.lat,
       signal.radius_m, signal.first_month, signal.last_month, signal.n, signal.months_before,
       signal.before, signal.least, signal.most, signal.expected, signal.p_value, signal.q_value
FROM signal
LEFT JOIN area ON area.code = signal.code AND area.current
             AND area.kind = CASE signal.kind WHEN 'street' THEN 'ward' ELSE signal.kind END
ORDER BY signal.position
