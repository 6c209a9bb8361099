"""Columns side by side: `zip` for what is as long as its neighbours, and an error where it is not.

>>> list(abreast("ab", [1, 2]))
[('a', 1), ('b', 2)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    abreast = zip  # whose types no function of ours could tell as well
else:

    def abreast(*columns: Any) -> Any:  # noqa: ANN401 # see above
        """Return the rows of columns; raise ValueError where one is shorter than the others."""
        return zip(*columns, strict=True)
