"""The page Now: its lead sentence, signals, headline tiles and what is new."""
