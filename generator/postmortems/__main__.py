"""Run the command as `python -m postmortems`."""

import sys

from .cli import main

sys.exit(main())
