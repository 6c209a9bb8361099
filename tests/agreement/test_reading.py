"""What helps to read a figure: words that papers use, and how much more to code."""

from __future__ import annotations

import pytest

from leadcode_tui.agreement import Coefficient, Scale, adjective, half_width, transcripts_needed


@pytest.mark.parametrize(
    ("scale", "value", "word"),
    [
        (Scale.LANDIS_KOCH, -0.01, "poor"),
        (Scale.LANDIS_KOCH, 0.0, "slight"),
        (Scale.LANDIS_KOCH, 0.3, "fair"),
        (Scale.LANDIS_KOCH, 0.41, "moderate"),
        (Scale.LANDIS_KOCH, 0.79, "substantial"),
        (Scale.LANDIS_KOCH, 1.0, "almost perfect"),
        (Scale.MCHUGH, 0.1, "none"),
        (Scale.MCHUGH, 0.25, "minimal"),
        (Scale.MCHUGH, 0.5, "weak"),
        (Scale.MCHUGH, 0.7, "moderate"),
        (Scale.MCHUGH, 0.85, "strong"),
        (Scale.MCHUGH, 0.95, "almost perfect"),
        (Scale.KRIPPENDORFF, 0.66, "not reliable"),
        (Scale.KRIPPENDORFF, 0.7, "for tentative conclusions"),
        (Scale.KRIPPENDORFF, 0.8, "reliable"),
    ],
)
def test_a_figure_has_the_word_of_its_scale(scale: Scale, value: float, word: str) -> None:
    assert adjective(Coefficient(value, 9), scale) == word


def test_the_lower_end_of_an_interval_is_judged() -> None:
    assert adjective(Coefficient(0.9, 9, low=0.3, high=1.0), Scale.LANDIS_KOCH) == "fair"


def test_what_is_undefined_has_no_word() -> None:
    assert adjective(Coefficient(None, 9, "no variation"), Scale.MCHUGH) == ""


def test_half_an_interval_is_half_of_its_width() -> None:
    assert half_width(Coefficient(0.7, 9, low=0.5, high=0.8)) == pytest.approx(0.15)
    assert half_width(Coefficient(0.7, 9)) is None


@pytest.mark.parametrize(
    ("width", "wished", "transcripts", "needed"),
    [(0.2, 0.1, 6, 24), (0.1, 0.1, 6, 6), (0.14, 0.1, 12, 24), (0.11, 0.1, 10, 13)],
)
def test_transcripts_grow_with_the_square_of_the_widths(
    width: float, wished: float, transcripts: int, needed: int
) -> None:
    assert transcripts_needed(width, wished=wished, transcripts=transcripts) == needed
