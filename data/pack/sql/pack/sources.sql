SELECT kind, name, file, sha256, vintage, access, licence, note,
       rows_read, rows_loaded, rows_outside, rows_rejected, rows_superseded
FROM source ORDER BY kind <> 'street', kind, file
