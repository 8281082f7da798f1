from __future__ import annotations

import os

# The published brochure is not part of the project: who has it names it.
collect_ignore = [] if os.environ.get("GPCI_BOOKLET") else ["test_given_booklet.py"]
