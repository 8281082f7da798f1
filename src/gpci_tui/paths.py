"""Where things live on disk (platformdirs). Nothing here makes a file."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("gpci", appauthor=False)


def typed(path: str) -> Path:
    """Return the path that a person wrote; a ``~`` before nobody's name is part of it."""
    return Path(os.path.expanduser(path))


def default_store() -> Path:
    """Return the edition that opens when none is named: ``GPCI_STORE``, else the user's own."""
    named = os.environ.get("GPCI_STORE")
    return typed(named) if named else Path(_DIRS.user_data_dir) / "edition.gpci"


def demo_store() -> Path:
    """Return the store of ``gpci demo``."""
    return Path(_DIRS.user_data_dir) / "demo.gpci"


def settings_file() -> Path:
    """Return the settings; ``GPCI_SETTINGS`` names another file."""
    named = os.environ.get("GPCI_SETTINGS")
    return typed(named) if named else Path(_DIRS.user_config_dir) / "settings.toml"


def log_file() -> Path:
    """Return the log, which holds no text of dossiers or notes."""
    return Path(_DIRS.user_log_dir) / "gpci.log"


def export_folder(store: Path) -> Path:
    """Return where an export is looked for: beside an edition that the user put somewhere.

    The program's own folder is hidden on most systems, so that an edition there
    is exported to the user's documents, or their own folder where there are none.
    """
    if store.parent != Path(_DIRS.user_data_dir):
        return store.parent.absolute()
    documents = Path(_DIRS.user_documents_dir)
    return documents if documents.is_dir() else Path.home()


def backup_folder(store: Path) -> Path:
    """Return where the copies of an edition are: beside it, so that a key carries both."""
    real = store.resolve()
    return real.with_name(real.name + ".backups")


def sample_dossiers() -> Path:
    """Return the folder of the sample edition: inside the wheel, or of the checkout."""
    package = Path(__file__).parent
    inside = package / "sample_dossiers"
    return inside if inside.is_dir() else package.parent.parent / "sample_dossiers"
