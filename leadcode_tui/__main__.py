"""`python -m leadcode_tui` is `leadcode`."""

import sys

from leadcode_tui.cli import main

sys.exit(main())
