"""Tables: one row a dossier, each column a field, a text, or a heading with its text."""
