"""The only SQL: schema, journal, and one file per subject of queries and writes."""
