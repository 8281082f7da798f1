"""The parts of an OpenDocument text (ODF, ISO/IEC 26300), read as streams."""
