"""The parts of a Word document (Office Open XML, ECMA-376), read as streams."""
