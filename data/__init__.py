"""Answer questions: sources, build, pack, queries, measures. Knows no web."""
