"""The looks of the screen: the terminal's own colours, or dark, light and high contrast."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.style import Style
from textual.theme import Theme as Painted

from leadcode_tui.model import Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What a piece of a row can look like. In the terminal's own colours each is an attribute.
_ATTRIBUTES: Final = {
    "": "none",
    "bold": "bold",
    "reverse": "reverse",
    "underline": "underline",
    "code": "none",
    "hit": "reverse",
}


class Palette(NamedTuple):
    """Colours: of text on its background, and of what stands out from both."""

    background: str
    text: str
    strong: str
    code: str
    bar: tuple[str, str]
    hit: tuple[str, str]

    def pairs(self) -> Mapping[str, tuple[str, str]]:
        """Return for each look its colour, and the one behind it."""
        return {
            "": (self.text, self.background),
            "bold": (self.strong, self.background),
            "reverse": self.bar,
            "underline": (self.text, self.background),
            "code": (self.code, self.background),
            "hit": self.hit,
        }


#: Themes with colours of their own.
PALETTES: Final[Mapping[Theme, Palette]] = {
    Theme.DARK: Palette(
        background="#1c1c1c",
        text="#d0d0d0",
        strong="#ffd7af",
        code="#87d7af",
        bar=("#1c1c1c", "#afd7ff"),
        hit=("#1c1c1c", "#ffd75f"),
    ),
    Theme.LIGHT: Palette(
        background="#ffffff",
        text="#303030",
        strong="#00005f",
        code="#005f00",
        bar=("#ffffff", "#005f87"),
        hit=("#000000", "#ffd75f"),
    ),
    Theme.CONTRAST: Palette(
        background="#000000",
        text="#ffffff",
        strong="#ffff00",
        code="#00ffff",
        bar=("#000000", "#ffffff"),
        hit=("#000000", "#ffff00"),
    ),
}


@cache
def looks(theme: Theme) -> Mapping[str, Style]:
    """Return the style of each look."""
    if theme is Theme.ANSI:
        return {look: Style.parse(attribute) for look, attribute in _ATTRIBUTES.items()}
    pairs = PALETTES[theme].pairs()
    return {
        look: Style(color=front, bgcolor=back, bold=look == "bold", underline=look == "underline")
        for look, (front, back) in pairs.items()
    }


def painted() -> tuple[Painted, ...]:
    """Return the themes for Textual, which paints what lies behind the rows."""
    return tuple(
        Painted(
            name=theme,
            primary=palette.strong,
            foreground=palette.text,
            background=palette.background,
            dark=theme is not Theme.LIGHT,
        )
        for theme, palette in PALETTES.items()
    )
