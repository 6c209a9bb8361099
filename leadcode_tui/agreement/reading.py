"""What helps to read a coefficient: how much more to code, and the words that papers use."""

from __future__ import annotations

from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadcode_tui.agreement.coefficient import Coefficient

#: The half-width of an interval that studies commonly aim for.
USUAL_HALF_WIDTH: Final = 0.10


def half_width(found: Coefficient) -> float | None:
    """Return half the width of an interval, or None where there is none."""
    if found.low is None or found.high is None:
        return None
    return (found.high - found.low) / 2


def transcripts_needed(width: float, *, wished: float, transcripts: int) -> int:
    """Return about how many shared transcripts give an interval of a wished half-width.

    Parameters
    ----------
    width
        The half-width of the interval that there is.
    wished
        The half-width that is wanted, above 0.
    transcripts
        How many shared transcripts gave the interval.

    Returns
    -------
    int
        transcripts * (width / wished)^2, rounded up: the spread of a mean falls with the root of
        the number of what varies, and here whole transcripts vary.

    Examples
    --------
    >>> transcripts_needed(0.14, wished=0.10, transcripts=12)
    24

    """
    return ceil(transcripts * (width / wished) ** 2 - 1e-9)


class Scale(StrEnum):
    """Whose words for a coefficient."""

    LANDIS_KOCH = "landis-koch"
    MCHUGH = "mchugh"
    KRIPPENDORFF = "krippendorff"


class Words(NamedTuple):
    """A scale of words: each with the value from which on it holds; below the first, `below`."""

    citation: str
    below: str
    steps: Sequence[tuple[float, str]]


SCALES: Final[Mapping[Scale, Words]] = {
    Scale.LANDIS_KOCH: Words(
        "Landis & Koch 1977",
        "poor",
        (
            (0.0, "slight"),
            (0.2, "fair"),
            (0.4, "moderate"),
            (0.6, "substantial"),
            (0.8, "almost perfect"),
        ),
    ),
    Scale.MCHUGH: Words(
        "McHugh 2012",
        "none",
        (
            (0.2, "minimal"),
            (0.4, "weak"),
            (0.6, "moderate"),
            (0.8, "strong"),
            (0.9, "almost perfect"),
        ),
    ),
    Scale.KRIPPENDORFF: Words(
        "Krippendorff 2004",
        "not reliable",
        ((0.667, "for tentative conclusions"), (0.8, "reliable")),
    ),
}


def adjective(found: Coefficient, scale: Scale) -> str:
    """Return the word for a coefficient, judged at its interval's lower end where it has one.

    Parameters
    ----------
    found
        The coefficient.
    scale
        Whose words.

    Returns
    -------
    str
        The word; "" where the coefficient is undefined.

    References
    ----------
    Landis & Koch (1977), Biometrics 33; McHugh (2012), Biochemia Medica 22; Krippendorff (2004),
    Content Analysis, 2nd edition, section 11.4.2.

    Examples
    --------
    >>> from leadcode_tui.agreement import Coefficient, Scale
    >>> adjective(Coefficient(0.72, 120, low=0.58, high=0.81), Scale.LANDIS_KOCH)
    'moderate'

    """
    judged = found.value if found.low is None else found.low
    if judged is None:
        return ""
    words = SCALES[scale]
    fitting = [word for least, word in words.steps if judged >= least]
    return fitting[-1] if fitting else words.below
