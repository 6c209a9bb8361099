"""Looks that everybody can read: contrast as WCAG 2.1 computes it, and no state by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style

from leadcode_tui.model import Theme
from leadcode_tui.tui import CodingApp
from leadcode_tui.tui.themes import PALETTES, looks

if TYPE_CHECKING:
    from leadcode_tui.tui.themes import Palette
    from tests.tui.conftest import OpenSession, Play

COLOURED = [pytest.param(theme, id=theme) for theme in PALETTES]


def luminance(color: str, system: ColorSystem) -> float:
    """Return the relative luminance of a colour as a terminal shows it, as WCAG 2.1 defines it."""
    shown = Color.parse(color).downgrade(system).get_truecolor()
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in shown)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front: str, back: str, system: ColorSystem = ColorSystem.TRUECOLOR) -> float:
    light, dark = sorted((luminance(front, system), luminance(back, system)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_examples_in_the_guidelines() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == 1


@pytest.mark.parametrize("system", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT])
@pytest.mark.parametrize("theme", COLOURED)
def test_every_text_of_a_theme_can_be_read(theme: Theme, system: ColorSystem) -> None:
    least = 7.0 if theme is Theme.CONTRAST else 4.5
    ratios = {look: contrast(*pair, system) for look, pair in PALETTES[theme].pairs().items()}
    assert all(ratio >= least for ratio in ratios.values()), ratios


@pytest.mark.parametrize("theme", COLOURED)
def test_what_is_highlighted_stands_out_from_the_background(theme: Theme) -> None:
    palette: Palette = PALETTES[theme]
    for look in ("reverse", "hit"):
        assert contrast(palette.pairs()[look][1], palette.background) >= 3 or theme is Theme.LIGHT


def test_the_terminals_own_colours_are_never_set() -> None:
    for style in looks(Theme.ANSI).values():
        assert style.color is None
        assert style.bgcolor is None


def test_every_theme_has_every_look() -> None:
    assert {frozenset(looks(theme)) for theme in Theme} == {frozenset(looks(Theme.ANSI))}


@pytest.mark.parametrize("theme", COLOURED)
async def test_a_theme_paints_every_cell(
    play: Play, monkeypatch: pytest.MonkeyPatch, theme: Theme
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    async with play() as stage:
        app = stage.pilot.app
        assert isinstance(app, CodingApp)
        app.paint(theme)
        await stage.settle()
        strips = app.screen._compositor.render_strips()
        backs = {(segment.style or Style()).bgcolor for strip in strips for segment in strip}
        pairs = PALETTES[theme].pairs().values()
        assert {back.name for back in backs if back} <= {back for _, back in pairs}
        assert None not in backs


async def test_the_theme_can_be_asked_for(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    async with play() as stage:
        await stage.press("ctrl+p", *"theme", "enter", *"dark", "enter")
        assert stage.pilot.app.theme == "dark"
        assert stage.lines[-2].startswith(" theme: dark")
        await stage.press("ctrl+p", *"theme", "enter", "l", "enter")
        assert stage.lines[-2].startswith(" theme: light")
        await stage.press("ctrl+p", *"theme", "enter", "enter")
        assert stage.lines[-2].startswith(" no theme ''")


@pytest.mark.parametrize(
    ("name", "value"), [("TERM", "xterm"), ("TERM", "linux"), ("NO_COLOR", "1")]
)
async def test_few_colours_keep_the_terminals_own(
    open_as: OpenSession, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.setenv(name, value)
    app = CodingApp(open_as(), theme=Theme.DARK)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.theme == "ansi-dark"


async def test_the_terminals_own_colours_are_there_from_the_start(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "textual.css.stylesheet.Stylesheet.reparse",
        lambda _: pytest.fail("the styles are worked out a second time"),
    )
    async with play() as stage:
        assert stage.pilot.app.theme == "ansi-dark"
