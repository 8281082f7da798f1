"""``python -m gpci_tui``."""

from gpci_tui.cli import main

if __name__ == "__main__":
    main()
