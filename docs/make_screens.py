"""Draw the coding screen for the README: as text in it, and as the pictures docs/*.svg.

Run it in an environment with leadcode after the screen has changed: python docs/make_screens.py
"""  # noqa: INP001 # a script, no package

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

from leadcode_tui.study.coding.opening import open_session
from leadcode_tui.study.demo import VISITOR, demo_study
from leadcode_tui.tui import CodingApp

README = Path(__file__).parents[1] / "README.md"
#: The visitor's first steps in the example study, a key each.
KEYS = ("t", "j", "minus", "d", "j", "minus", "l", "e")
#: The pictures, and what is pressed for each: the steps of the tour.
PICTURES = {
    "screen": KEYS,
    "compare": (*KEYS, "j", "l", "c"),
    "help": (*KEYS, "question_mark", *"next"),
}
#: Fonts that a viewer would fetch from elsewhere: the viewer's own will do.
_FETCHED_FONTS = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_SHOWN = re.compile(r"(?<=<!-- screen -->\n```text\n).*?(?=```\n<!-- /screen -->)", re.DOTALL)


class Screen(NamedTuple):
    """What stands on the screen, as text and as SVG."""

    text: str
    svg: str


async def screen_after(*keys: str) -> Screen:
    """Return the screen of the example study after these keys, 80 columns by 24 rows."""
    study = demo_study()
    session, notices = open_session(study, VISITOR)
    app = CodingApp(session, notices)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            strips = app.screen._compositor.render_strips()  # noqa: SLF001 # no public way to text
            text = "".join(f"{strip.text.rstrip()}\n" for strip in strips)
            return Screen(text, _offline(app.export_screenshot(title="leadcode demo")))
    finally:
        session.close()
        rmtree(study.root.parent)


def picture_path(name: str) -> Path:
    """Return where a picture lies."""
    return Path(__file__).with_name(f"{name}.svg")


def _offline(svg: str) -> str:
    local = _FETCHED_FONTS.sub("", svg).replace("Fira Code, monospace", "monospace")
    return "\n".join(line.rstrip() for line in local.splitlines()) + "\n"


def main() -> None:
    """Write the pictures, and the text of the first into the README."""
    screens = {name: asyncio.run(screen_after(*keys)) for name, keys in PICTURES.items()}
    for name, screen in screens.items():
        picture_path(name).write_text(screen.svg, encoding="utf-8")
    readme = README.read_text(encoding="utf-8")
    README.write_text(_SHOWN.sub(lambda _: screens["screen"].text, readme), encoding="utf-8")


if __name__ == "__main__":
    main()
