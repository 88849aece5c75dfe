-- The file size in bytes that DuckDB expects: three headers of 4096 bytes and the blocks.
SELECT total_blocks * block_size + 3 * 4096 AS bytes FROM pragma_database_size();
