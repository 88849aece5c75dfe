"""The page of a briefing: cards of other pages in an order of the reader's own."""
