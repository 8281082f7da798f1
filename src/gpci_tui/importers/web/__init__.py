"""The elements of a web page (HTML), read as a stream."""
