"""What a person sees: pages, components, figures and words. Knows the question, no database."""
