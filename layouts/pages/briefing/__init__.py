"""The page of a briefing: cards of other pages in an order that the reader chooses."""
