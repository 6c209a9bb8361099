"""An agreement report in every format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from leadcode_tui.render.agreement_json import as_json, tidy
from leadcode_tui.render.grid import Format, written

if TYPE_CHECKING:
    from leadcode_tui.agreement import AgreementReport, Scale


def rendered_agreement(report: AgreementReport, form: Format, *, scale: Scale | None = None) -> str:
    """Return a report in a format, without a newline at the end; a scale adds its words."""
    if form is Format.JSON:
        return json.dumps(as_json(report), ensure_ascii=False, indent=1)
    if form is Format.CSV:
        return written(tidy(report))
    from leadcode_tui.render.agreement_page import page_on  # noqa: PLC0415 # programs need none
    from leadcode_tui.render.page import laid_out  # noqa: PLC0415

    return laid_out(page_on(report, scale), form)
