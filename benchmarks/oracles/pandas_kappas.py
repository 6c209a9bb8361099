"""Kappas with jackknife intervals as somebody would write them with pandas and scikit-learn.

    python benchmarks/oracles/pandas_kappas.py scikit-learn ana.json ben.json
    python benchmarks/oracles/pandas_kappas.py counts ana.json ben.json

Prints what `leadcode agree ana.json ben.json --format json` has under cohen_kappa, pooled_kappa and
mean_kappa: value, low and high. `scikit-learn` is the shortest way: it computes every kappa anew
without each transcript. `counts` is the way of somebody who minds the time: it counts once and
takes away each transcript's counts. Both leave out what the files of `benchmarks/agree.py` do not
need: missing codes, differing texts, undefined kappas. It wants pandas, SciPy and scikit-learn,
which are no dependencies of leadcode; `benchmarks/agree.py --oracle PYTHON` times it.
"""

import json
import sys

import numpy as np
import pandas as pd
from scipy.stats import t
from sklearn.metrics import cohen_kappa_score


def read(path):
    with open(path) as file:
        data = json.load(file)
    codes = sorted(data["books"]["b1"]["codes"])
    rows = {
        (table, segment): [code in set(entry["codes"]) for code in codes]
        for table, segments in data.items()
        if table.startswith("codings:")
        for segment, entry in segments.items()
        if "codes" in entry
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=codes)


def by_scikit_learn(a, b):
    """Return the figures of all transcripts, and a row of them without each."""
    names = [transcript for transcript, _ in a.index]
    transcripts = pd.Series(names, index=a.index)
    without = [
        figures(a[transcripts != each], b[transcripts != each]) for each in transcripts.unique()
    ]
    return figures(a, b), pd.DataFrame(without)


def figures(a, b):
    kappas = pd.Series({code: cohen_kappa_score(a[code], b[code]) for code in a})
    return with_all_codes(kappas, (a == b).mean(), chance(a.mean(), b.mean()))


def chance(first, second):
    return first * second + (1 - first) * (1 - second)


def with_all_codes(kappas, po, pe):
    pooled = (po - pe).sum() / (1 - pe).sum()
    return pd.concat([kappas, pd.Series({"pooled_kappa": pooled, "mean_kappa": kappas.mean()})])


def by_counts(a, b):
    """Return the same, from counts by transcript."""
    names = [transcript for transcript, _ in a.index]
    first, second, same = (each.groupby(names).sum() for each in (a, b, a == b))
    sizes = same.assign(n=a.groupby(names).size())["n"]
    whole = from_counts(first.sum(), second.sum(), same.sum(), sizes.sum())
    rests = (first.sum() - first, second.sum() - second, same.sum() - same, sizes.sum() - sizes)
    return whole, pd.DataFrame(
        from_counts(*(each.loc[name] for each in rests)) for name in sizes.index
    )


def from_counts(first, second, same, n):
    po, pe = same / n, chance(first / n, second / n)
    return with_all_codes((po - pe) / (1 - pe), po, pe)


def main():
    way = {"scikit-learn": by_scikit_learn, "counts": by_counts}[sys.argv[1]]
    a, b = map(read, sys.argv[2:])
    shared = a.index.intersection(b.index)
    a, b = a.loc[shared], b.loc[shared]
    whole, without = way(a, b)
    sizes = pd.Series([transcript for transcript, _ in shared]).value_counts()
    effective = sizes.sum() ** 2 / (sizes**2).sum()
    z, groups = np.arctanh(without), len(without)
    error = np.sqrt((groups - 1) / groups * ((z - z.mean()) ** 2).sum())
    wide = t.ppf(0.975, effective - 1) * error
    middle = np.arctanh(whole)
    limits = {"value": whole, "low": np.tanh(middle - wide), "high": np.tanh(middle + wide)}
    print(pd.DataFrame(limits).to_json(orient="index", double_precision=15))


if __name__ == "__main__":
    main()
