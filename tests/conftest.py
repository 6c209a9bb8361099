"""What all tests share: surroundings that are the same everywhere; codebooks hard to keep."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from leadcode_tui.model import Code, Codebook, CodeId, CodeKind
from leadcode_tui.text import sanitise, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterator


# A test is right or wrong however busy the machine is; how long things take is for benchmarks/.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def signals_as_a_terminal_leaves_them() -> None:
    """Let commands be interrupted: what runs in the background of a shell ignores interrupts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


#: What people export that changes how programs write, and what they start.
EXPORTED = (
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "FORCE_COLOR",
    "EDITOR",
    "VISUAL",
    "PAGER",
    "LEADCODE_CODER",
)


@pytest.fixture(scope="session", autouse=True)
def surroundings_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what an account exports, remembers and tells git away from the tests.

    What they let it remember, and its settings, lie in folders of theirs.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in [*EXPORTED, *(name for name in os.environ if name.startswith("GIT_"))]:
            patch.delenv(name, raising=False)
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        for kept in ("state", "config"):
            patch.setenv(f"XDG_{kept.upper()}_HOME", str(tmp_path_factory.mktemp(kept)))
        yield


#: Text with what YAML, spreadsheets, XML and lists take for themselves, and any other character.
AWKWARD = (
    st.text(st.sampled_from("\n\n '\"=+-@:#|>*&!%`[]{},?\\;•~<.ab1") | st.characters(), max_size=25)
    | st.sampled_from(
        ["=1+1", "+tel", "-x", "@me", "'=a", "no", "1.0", "null", "Include:", "- a\n- b", "_x0041_"]
    )
    | st.sampled_from(
        [
            "a\n\n  b",
            "leadcode id: no",
            "\\leadcode key: x",
            "\\Include:",
            "x: y",
            "a  b",
            "\u00a0a",
            "]]>",
            "&amp;",
        ]
    )
)
TEXTS = AWKWARD.map(lambda text: sanitise(text).strip())
LINES = TEXTS.map(lambda text: sanitise_line(text).strip())
LISTS = st.lists(TEXTS.filter(bool), max_size=2).map(tuple)
#: Ids, and among them those that YAML or a spreadsheet could take for something else.
IDS = st.from_regex(r"[^\W_][^\W_]{0,4}([-_./][a-z0-9]{1,3})?", fullmatch=True) | st.sampled_from(
    ["no", "on", "y", "null", "true", "1", "1.0", "007", "1e3", "0x1f", "2026-11-25", "12.50"]
)


@st.composite
def _codebooks(draw: st.DrawFn) -> Codebook:
    """Draw codebooks whose parents stand anywhere above, in the order of a walk of the tree."""
    ids = draw(st.lists(IDS, unique=True, min_size=1, max_size=6))
    keys = draw(st.lists(st.sampled_from("abdeghilÄ領,;=-"), unique=True, min_size=4, max_size=4))
    path: list[CodeId] = []
    codes: list[Code] = []
    for number, code in enumerate(map(CodeId, ids[: len(ids) // 2 + 1])):
        del path[draw(st.integers(0, len(path))) :]
        codes.append(
            Code(
                code,
                draw(LINES.filter(bool)),
                parent=path[-1] if path else None,
                kind=draw(st.sampled_from([None, *CodeKind])),
                key=draw(st.sampled_from([None, keys[number]])),
                definition=draw(TEXTS),
                include=draw(LISTS),
                exclude=draw(LISTS),
                examples=draw(LISTS),
                was=tuple(map(CodeId, ids[len(ids) // 2 + 1 + number :][:1])),
                retired=draw(st.just("") | LINES.filter(lambda why: len(why) > len("false"))),
                split_from=tuple(code.id for code in codes[:2]) if draw(st.booleans()) else (),
            )
        )
        path.append(code)
    return Codebook(draw(IDS), draw(LINES.filter(bool)), tuple(codes))


@pytest.fixture(scope="session")
def codebooks() -> st.SearchStrategy[Codebook]:
    """Return a strategy for codebooks that are hard to write down and read back."""
    return _codebooks()
