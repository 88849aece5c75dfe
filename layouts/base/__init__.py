"""What every page is made of: ids, theme, words, tables, components, panels."""
