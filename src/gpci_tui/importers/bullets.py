"""What stands before the items of a list."""

BULLETS = "•‣▪▫◦●○■□►▶➢➔→✓✔✗❖◆◊·∙⁃–—\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8"
"""Signs that stand before an item; those of the Symbol and Wingdings fonts have no name."""
