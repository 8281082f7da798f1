"""Query language and fuzzy matching (rapidfuzz)."""
