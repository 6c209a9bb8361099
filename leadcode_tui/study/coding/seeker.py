"""A coder who looks for something: words, memos, codes, and what stands under a code already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.model import About, MemoOn
from leadcode_tui.study.coding.comparing import groups_of
from leadcode_tui.study.coding.numbering import Places
from leadcode_tui.study.coding.reader import Reader
from leadcode_tui.study.coding.searching import Search
from leadcode_tui.study.material import Place
from leadcode_tui.text import has_words, rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.model import CodeId
    from leadcode_tui.study.coding.comparing import Group


class Seeker(Reader):
    """A reader who finds their way by what is in the texts, and by what they hold themselves."""

    # Codes, and what is under them

    def matching(self, words: str) -> Sequence[CodeId]:
        """Return the codes that match, best first; all without words.

        Of id and name a few letters will do. Nearly any few letters are in a definition, so that
        it has to have the words as they stand.
        """
        codes = self.material.codebook.in_use
        if not words:
            return [code.id for code in codes]
        named = [f"{code.id} {code.name}" for code in codes]
        meant = (
            at
            for at, code in enumerate(codes)
            if has_words(words, f"{named[at]} {code.definition}")
        )
        return [codes[at].id for at in dict.fromkeys([*rank(words, named), *meant])]

    def next_use(self, code: CodeId, by: int) -> str:
        """Go to the next segment under a code, or to the one before."""
        place, number, total = self._walk.nearest(self._held.under(code), by)
        if place is None:
            return f"no segment under {code} {'after' if by > 0 else 'before'} this one"
        self.jump(place)
        return f"{code}: {number} of {total}"

    def uses(self, code: CodeId) -> Sequence[Place]:
        """Return the coder's own segments under a code, in the order of reading."""
        return self._walk.sorted(Places(self._held.numbering, self._held.under(code)))

    def compare(self, code: CodeId) -> Sequence[Group]:
        """Return the coder's own segments under a code, those of this interview first."""
        return groups_of(self.material, self._held.under(code), self.here, self._held.numbering)

    # Memos

    def find_memos(self, words: str) -> Sequence[tuple[Place | About, str]]:
        """Return the memos that have these words, with what they are on; all without words.

        Those on no segment come first, the others as the segments are read.
        """
        search = Search(words)
        found = [(on, memo) for on, memo in self._held.memos() if not words or search.spans(memo)]
        texts = {on: memo for on, memo in found if isinstance(on, Place)}
        beside = [(on, memo) for on, memo in found if not isinstance(on, Place)]
        return [*beside, *((place, texts[place]) for place in self._walk.sorted(texts))]

    def about(self, letter: str, code: CodeId | None) -> About | None:
        """Return what a memo is to be on: `c` this code, `t` this transcript, `s` the study."""
        here, study = self.here.transcript, self.material.study or ""
        choices = {
            "t": About(MemoOn.TRANSCRIPT, here),
            "s": About(MemoOn.STUDY, study),
            **({"c": About(MemoOn.CODE, code)} if code else {}),
        }
        return choices.get(letter)

    # Looking for words

    def seek(self, by: int) -> str:
        """Go to the next or previous hit after `find`, else to the next one not visited."""
        if self._search.words:
            return self._seek_hit(by)
        if self._walk.seek_open(by):
            return ""
        kept = f" among segments {self.only}" if self.only else ""
        return f"every segment {'after' if by > 0 else 'before'} this one is visited{kept}"

    def find(self, words: str) -> str:
        """Look for words, from here on; nothing ends the search."""
        if not words.strip():
            return self.end_search()
        self._search = Search(words)
        return self._seek_hit(+1)

    def end_search(self) -> str:
        """Let n and N go to segments not visited again."""
        was, self._search = self._search.words, Search()
        key = self.keys.key("segment.next_uncoded")
        return f"search ended: {key} goes to segments not visited" if was else ""

    def hits(self, place: Place) -> Sequence[tuple[int, int]]:
        """Return where what is sought stands in a segment, in characters."""
        return self._search.spans(self.material.segment(place).text) if self._search.words else ()

    def expect_find(self, words: str = "") -> None:
        """Be ready for `find`, whose words are still typed."""
        self._texts.make_ready(words)

    def _marked(self) -> bytes:
        """Return which segments have the words: looked for once, as texts do not change."""
        if self._search.marked is None:
            self._search.marked = self._texts.having(self._search.words)
        return self._search.marked

    def _seek_hit(self, by: int) -> str:
        """Go to the nearest hit in a direction; after the last one comes the first again."""
        words, marked = self._search.words, self._marked()
        place, number, total = self._walk.nearest_marked(marked, by)
        again = ""
        if place is None:
            place, number, total = self._walk.outermost_marked(marked, by)
            again = f", from the {'first' if by > 0 else 'last'} again"
        if place is None:
            where = f"among segments {self.only}" if self.only else "in the transcripts"
            return f"{words!r} is nowhere {where}"
        self.jump(place)
        keys = f"{self.keys.key('segment.next_uncoded')} and "
        keys += self.keys.key("segment.previous_uncoded")
        ways = f"{keys} go on, {self.ends_search} ends the search"
        return f"{words!r}: {number} of {total}{again}; {ways}"
