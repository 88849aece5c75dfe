"""Monthly series: trends, headline figures and control charts."""
