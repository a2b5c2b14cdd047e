"""Starts the window: `python -m supporter_app`."""

import sys

from supporter_app.ui.application import main

if __name__ == "__main__":
    sys.exit(main())
