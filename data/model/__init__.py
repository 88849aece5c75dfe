"""Domain of a pack, filters, view, question, months and crime types."""
