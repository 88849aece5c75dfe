"""The pack, a DuckDB file: how it is published, opened and queried (with the SQL of ``sql``)."""
