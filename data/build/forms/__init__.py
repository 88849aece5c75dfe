"""Recognise input files by their content and open each form; readers need not know the form."""
