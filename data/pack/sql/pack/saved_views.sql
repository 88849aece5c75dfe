SELECT agenda, title, address, coalesce(note, '') AS note FROM saved_view ORDER BY position
