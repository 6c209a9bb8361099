"""Kappas of random coder files, as scikit-learn gives them, for the tests to compare with.

Run apart from the package, in an environment that has scikit-learn and nothing of ours:

    python benchmarks/oracles/kappa.py > tests/agreement/sklearn_kappas.json

The files have what real ones have: several codes on a segment, segments read without a code, not
visited, or noted without a decision, codebooks that grow and rename while coding, segments that
are not codable. What is missing is worked out here a second time, unit by unit and code by code.
"""

from __future__ import annotations

import json
import math
import platform
import random
import sys
import warnings
from importlib.metadata import version
from typing import Any

from sklearn.metrics import cohen_kappa_score

SEED = 20261123
PAIRS = 40
CODES = ("a", "b", "c", "d", "e")
#: The last code comes with the second revision, which also renames the first code.
BOOKS = {
    "b1": {"at": "2026-11-01T09:00:00Z", "codes": ["old-a", "b", "c", "d"], "was": {}},
    "b2": {"at": "2026-11-02T09:00:00Z", "codes": list(CODES), "was": {"old-a": "a"}},
}


def main() -> None:
    """Write all pairs of files, each with its kappas."""
    chance = random.Random(SEED)
    pairs = [pair(chance) for _ in range(PAIRS)]
    made_with = {name: version(name) for name in ("scikit-learn", "numpy")}
    head = {"seed": SEED, "python": platform.python_version(), **made_with}
    rows = ",\n".join(json.dumps(each, separators=(",", ":")) for each in pairs)
    sys.stdout.write(f'{{"made_with":{json.dumps(head)},\n"pairs":[\n{rows}\n]}}\n')


def pair(chance: random.Random) -> dict[str, Any]:
    """Return two coder files and the kappa of each code: null where scikit-learn has none."""
    share = {code: chance.choice([0, 0.1, 0.2, 0.3, 0.5, 0.9]) for code in CODES}
    slip = chance.choice([0, 0.1, 0.3])
    segments = [f"{number:04}" for number in range(1, chance.choice([10, 20, 30, 40]) + 1)]
    truth = {key: {code for code in CODES if chance.random() < share[code]} for key in segments}
    codable = [key for key in segments if chance.random() < 0.9] or segments
    files = [
        coder_file(name, truth, codable=codable, slip=slip, chance=chance)
        for name in ("ana", "ben")
    ]
    return {"files": files, "kappas": {code: kappa(files, code) for code in CODES}}


def coder_file(
    coder: str,
    truth: dict[str, set[str]],
    *,
    codable: list[str],
    slip: float,
    chance: random.Random,
) -> dict[str, Any]:
    """Return one coder's file, as JSON has it: what holds, seen with slips of one's own."""
    since = chance.randrange(len(truth) + 1)
    rows = {}
    for position, (segment, codes) in enumerate(truth.items()):
        book = "b1" if position < since else "b2"
        if chance.random() < 0.1:
            continue
        if chance.random() < 0.05:
            rows[segment] = {"memo": "later", "book": book}
            continue
        seen = [code for code in CODES if (code in codes) != (chance.random() < slip)]
        rows[segment] = {"codes": written(seen, book), "book": book}
    return {
        "file": {"1": {"format": "leadcode.codings/1", "coder": coder, "study": "s", "pass": 1}},
        "books": {
            name: {
                "name": "random",
                "sha256": name,
                "at": book["at"],
                "codes": dict.fromkeys(book["codes"]),
                "was": book["was"],
            }
            for name, book in BOOKS.items()
        },
        "transcripts": {"T1": {"participant": None, "codable": codable}},
        "codings:T1": rows,
    }


def written(codes: list[str], book: str) -> list[str]:
    """Return codes under the ids of a revision; what it does not have cannot be applied."""
    ids = {"a": "old-a"} if book == "b1" else {}
    return [ids.get(code, code) for code in codes if ids.get(code, code) in BOOKS[book]["codes"]]


def kappa(files: list[dict[str, Any]], code: str) -> float | None:
    """Return scikit-learn's kappa over the segments where both coders could apply the code."""
    ana, ben = (each["codings:T1"] for each in files)
    names = {code, "old-a"} if code == "a" else {code}
    shared = [
        (bool(names & {*ana[key]["codes"]}), bool(names & {*ben[key]["codes"]}))
        for key in files[0]["transcripts"]["T1"]["codable"]
        if decides(ana.get(key), names) and decides(ben.get(key), names)
    ]
    if not shared:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = float(cohen_kappa_score(*zip(*shared, strict=True)))
    return None if math.isnan(found) else found


def decides(row: dict[str, Any] | None, names: set[str]) -> bool:
    """Return whether a row is a decision under a revision that has the code."""
    return row is not None and "codes" in row and bool(names & {*BOOKS[row["book"]]["codes"]})


if __name__ == "__main__":
    main()
