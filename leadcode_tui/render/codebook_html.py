"""A codebook as a table in HTML, to print or to paste; every text of it is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from leadcode_tui.render.codebook_page import marks_of

if TYPE_CHECKING:
    from leadcode_tui.model import Codebook

_TEMPLATE: Final = "codebook.html.jinja"


def codebook_html(codebook: Codebook) -> str:
    """Return a page of HTML that needs nothing beside it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 # as docx

    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template(_TEMPLATE).render(codebook=codebook, marks_of=marks_of)
