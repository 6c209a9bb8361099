"""Codes, and the tree of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadcode_tui.model.ids import CodeId


class CodeKind(StrEnum):
    """Where a code comes from: the literature, or the reading."""

    SENSITISING = "sensitising"
    EMERGENT = "emergent"


@dataclass(frozen=True, slots=True)
class Code:
    """A label with its definition.

    `was` are earlier ids, whose codings are this code's. `retired` says why the code is applied no
    more; its codings stay. `split_from` are codes that this one and others took the place of: which
    of their codings are this code's only reading them again can tell.
    """

    id: CodeId
    name: str
    parent: CodeId | None = None
    kind: CodeKind | None = None
    key: str | None = None
    definition: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    was: tuple[CodeId, ...] = ()
    retired: str = ""
    split_from: tuple[CodeId, ...] = ()

    @property
    def meaning(self) -> str:
        """A fingerprint of what decides where the code applies: definition and bounds.

        How their lines are broken makes no difference.
        """
        said = [self.definition, "", *self.include, "", *self.exclude]
        words = "\0".join(" ".join(text.split()) for text in said)
        return sha256(words.encode(errors="surrogatepass")).hexdigest()[:8]


@dataclass(frozen=True)
class Codebook:
    """The codes of a study, parents before their children, in the order of the file."""

    id: str
    title: str
    codes: tuple[Code, ...]
    sha256: str = ""

    @cached_property
    def by_id(self) -> Mapping[CodeId, Code]:
        """Every code under its id."""
        return {code.id: code for code in self.codes}

    @cached_property
    def in_use(self) -> tuple[Code, ...]:
        """The codes that can be applied: those that are not retired."""
        return tuple(code for code in self.codes if not code.retired)

    @cached_property
    def renamed(self) -> Mapping[CodeId, CodeId]:
        """Earlier ids, each with the id that it has now."""
        return {earlier: code.id for code in self.codes for earlier in code.was}

    def current(self, code: CodeId) -> CodeId:
        """Return the id that a code has now, whatever it was called earlier."""
        return self.renamed.get(code, code)

    def level(self, code: CodeId) -> int:
        """Return how deep a code stands in the tree: 0 for one without a parent."""
        parent = self.by_id[code].parent
        return 0 if parent is None else 1 + self.level(parent)
