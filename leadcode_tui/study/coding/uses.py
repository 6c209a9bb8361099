"""Which segments stand under each code, and which are flagged: kept up change by change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from leadcode_tui.study.coding.numbering import drop, holds, numbers_of, put

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable

    from leadcode_tui.model import CodeId, Entry
    from leadcode_tui.study.coding.numbering import Numbering
    from leadcode_tui.study.material import Place


class Uses:
    """A coder's uses of codes. They are kept by the id that was written, so a rename costs nothing.

    Uses in transcripts that are not read now are counted, and are under no code.
    """

    def __init__(
        self,
        numbering: Numbering,
        entries: Iterable[tuple[Place, Entry]],
        current: Callable[[CodeId], CodeId],
    ) -> None:
        self._numbering = numbering
        self._under: dict[CodeId, array[int]] = {}
        self._elsewhere: dict[CodeId, set[Place]] = {}
        self._flagged = numbers_of()
        self._read(entries)
        self.follow(current)

    def _read(self, entries: Iterable[tuple[Place, Entry]]) -> None:
        under: dict[CodeId, list[int]] = {}
        flagged = []
        for place, entry in entries:
            number = self._numbering.number(place)
            for code in entry.codes or ():
                if number is None:
                    self._elsewhere.setdefault(code, set()).add(place)
                else:
                    under.setdefault(code, []).append(number)
            if entry.flag and number is not None:
                flagged.append(number)
        self._under = {code: numbers_of(sorted({*found})) for code, found in under.items()}
        self._flagged = numbers_of(sorted(flagged))

    def follow(self, current: Callable[[CodeId], CodeId]) -> None:
        """Count under the ids that codes have now."""
        self._current = current
        #: How often each code was applied.
        self.counts: Counter[CodeId] = Counter()
        for code in {current(each) for each in (*self._under, *self._elsewhere)}:
            self.counts[code] = len(self.under(code)) + len(self._places_elsewhere(code))

    def under(self, code: CodeId) -> array[int]:
        """Return the numbers of the segments under a code, ascending."""
        found = [self._under[each] for each in self._under if self._current(each) == code]
        if len(found) == 1:
            return found[0]
        return numbers_of(sorted({number for numbers in found for number in numbers}))

    def flagged(self) -> array[int]:
        """Return the numbers of the segments that are flagged, ascending."""
        return self._flagged

    def change(self, place: Place, entry: Entry) -> None:
        """Take note of what is held on a segment now.

        In a merged history a change need not begin with what was, so it is looked up here.
        """
        number = self._numbering.number(place)
        had, has = self._codes_on(place, number), {*(entry.codes or ())}
        for code in had - has:
            self._drop(code, place, number)
        for code in has - had:
            self._put(code, place, number)
        before, after = {*map(self._current, had)}, {*map(self._current, has)}
        self.counts.subtract(before - after)
        self.counts.update(after - before)
        if number is not None:
            (put if entry.flag else drop)(self._flagged, number)

    def _codes_on(self, place: Place, number: int | None) -> set[CodeId]:
        if number is None:
            return {code for code, places in self._elsewhere.items() if place in places}
        return {code for code, numbers in self._under.items() if holds(numbers, number)}

    def _put(self, code: CodeId, place: Place, number: int | None) -> None:
        if number is None:
            self._elsewhere.setdefault(code, set()).add(place)
        else:
            put(self._under.setdefault(code, numbers_of()), number)

    def _drop(self, code: CodeId, place: Place, number: int | None) -> None:
        if number is None:
            self._elsewhere[code].discard(place)
        else:
            drop(self._under[code], number)

    def _places_elsewhere(self, code: CodeId) -> set[Place]:
        named = (self._elsewhere[each] for each in self._elsewhere if self._current(each) == code)
        return set().union(*named)
