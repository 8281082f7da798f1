"""The only Textual: app, screens, modals, widgets, styles."""

import os

# Textual reads this once, when it is imported: how often it paints at most. With its 60 a change
# that takes two steps is seen up to 17 ms after the first; nothing here is animated, so that
# painting more often costs nothing else.
os.environ.setdefault("TEXTUAL_FPS", "240")
