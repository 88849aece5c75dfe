"""Maps on screen, as drawings for paper and as pictures for slides."""
