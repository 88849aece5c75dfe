"""Run the command line: ``python -m dashboard``."""

import sys

from dashboard.command_line import main

if __name__ == "__main__":
    sys.exit(main())
