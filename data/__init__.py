"""Sources, build, pack, queries and statistics; independent of the web layers."""
