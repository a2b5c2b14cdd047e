"""`python -m supporter_app.cli`."""

import sys

from supporter_app.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
