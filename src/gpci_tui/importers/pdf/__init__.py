"""From the drawing orders of a PDF to text in reading order."""
