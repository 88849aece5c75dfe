"""The overview: headline tiles and its skeleton."""
