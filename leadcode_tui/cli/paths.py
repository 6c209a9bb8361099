"""Files and folders among a command's arguments."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

#: A file or folder. That it is missing, or may not be read, is said by what opens it.
PATH: Final = click.Path(readable=False, path_type=Path)
