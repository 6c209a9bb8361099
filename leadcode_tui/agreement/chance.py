"""Agreement beyond chance where chance is not each coder's own totals, and for several coders."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from leadcode_tui.agreement.coefficient import NO_SHARED_UNIT, NO_VARIATION, Coefficient
from leadcode_tui.agreement.kappa import cohen_kappa

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from leadcode_tui.agreement.counts import Counts
    from leadcode_tui.agreement.tables import Category, CategoryTable, PairTable


def fleiss_kappa(counts: Counts[Category]) -> Coefficient:
    """Return Fleiss' kappa: chance takes every coder for a draw from the same categories.

    Parameters
    ----------
    counts
        Units by how many coders chose each category; coders may be missing. For the kappa of one
        category, or of one code, its counts against the rest.

    Returns
    -------
    Coefficient
        (Po - Pe) / (1 - Pe) with Pe the sum of the squared shares of the categories; units that
        one coder alone decided count for the shares, never for Po. n is the number of units that
        two or more decided. Undefined without one, and without variation.

    References
    ----------
    Fleiss (1971), Measuring nominal scale agreement among many raters, Psychological Bulletin 76,
    equations 3 to 7; for missing decisions Gwet (2014), Handbook of Inter-Rater Reliability.

    Examples
    --------
    >>> from leadcode_tui.agreement import Counts
    >>> fleiss_kappa(Counts.of([["a", "a", "b"], ["b", "b", "b"], ["a", "a", "a"]])).value
    0.55

    """
    return _beyond(counts, lambda shares: fsum(share**2 for share in shares))


def scott_pi(table: PairTable) -> Coefficient:
    """Return Scott's pi: kappa with the two coders' totals put together.

    Parameters
    ----------
    table
        Counts of units, k x k; 2 x 2 for a code.

    Returns
    -------
    Coefficient
        (Po - Pe) / (1 - Pe), Pe the sum of squared mean shares; undefined where kappa is.

    References
    ----------
    Scott (1955), Reliability of content analysis, Public Opinion Quarterly 19.

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo
    >>> round(scott_pi(TwoByTwo(both=20, only_first=5, only_second=10, neither=15)).value, 6)
    0.393939

    """
    if table.lack is not None:
        return Coefficient(None, table.n, table.lack)
    whole = 4 * table.n**2
    return Coefficient(
        (4 * table.n * table.agreed - table.pooled_chance) / (whole - table.pooled_chance), table.n
    )


def gwet_ac1(counts: Counts[Category], *, categories: int) -> Coefficient:
    """Return Gwet's AC1, which stays stable where one category is rare.

    Parameters
    ----------
    counts
        Units by how many coders chose each category; coders may be missing.
    categories
        How many categories the codebook has, used or not; 2 for a code.

    Returns
    -------
    Coefficient
        (Po - Pe) / (1 - Pe) with Pe = sum(share (1 - share)) / (q - 1); undefined without a unit
        that two decided, without variation, and for a code that nobody used.

    References
    ----------
    Gwet (2008), Computing inter-rater reliability and its variance in the presence of high
    agreement, British Journal of Mathematical and Statistical Psychology 61.

    Examples
    --------
    >>> from leadcode_tui.agreement import Counts
    >>> rare = Counts.of([[False, False]] * 8 + [[True, False], [True, True]])
    >>> round(gwet_ac1(rare, categories=2).value, 6)
    0.865772

    """
    spare = max(categories, len(counts.categories)) - 1
    return _beyond(counts, lambda shares: fsum(share * (1 - share) for share in shares) / spare)


def brennan_prediger(counts: Counts[Category], *, categories: int) -> Coefficient:
    """Return Brennan and Prediger's kappa: by chance, every category is as likely as another.

    Parameters
    ----------
    counts
        Units by how many coders chose each category; coders may be missing.
    categories
        How many categories the codebook has, used or not; 2 for a code.

    Returns
    -------
    Coefficient
        (Po - 1/q) / (1 - 1/q); undefined without a unit that two decided, for a single category,
        and for a code that nobody used.

    References
    ----------
    Brennan & Prediger (1981), Coefficient kappa: some uses, misuses, and alternatives, Educational
    and Psychological Measurement 41. For several coders the same as Randolph (2005).

    Examples
    --------
    >>> from leadcode_tui.agreement import Counts
    >>> brennan_prediger(Counts.of([["a", "a"], ["a", "b"], ["b", "b"]]), categories=2).value
    0.33333333333333326

    """
    return _beyond(counts, lambda _: 1 / max(categories, len(counts.categories)))


def randolph_kappa(counts: Counts[Category], *, categories: int) -> Coefficient:
    """Return Randolph's free-marginal multirater kappa.

    Parameters
    ----------
    counts
        Units by how many coders chose each category.
    categories
        How many categories the codebook has, used or not.

    Returns
    -------
    Coefficient
        What `brennan_prediger` gives: the name under which papers with several coders report it.

    References
    ----------
    Randolph (2005), Free-marginal multirater kappa, Joensuu Learning and Instruction Symposium.

    Examples
    --------
    >>> from leadcode_tui.agreement import Counts
    >>> round(randolph_kappa(Counts.of([["a", "a", "b"], ["b", "b", "b"]]), categories=3).value, 6)
    0.5

    """
    return brennan_prediger(counts, categories=categories)


def bennett_s(table: PairTable, *, categories: int) -> Coefficient:
    """Return Bennett's S: as if both coders gave every category to as many units by chance.

    Parameters
    ----------
    table
        Counts of units, k x k.
    categories
        How many categories the codebook has, used or not.

    Returns
    -------
    Coefficient
        (Po - 1/q) / (1 - 1/q); undefined without a shared unit and for fewer than two categories.

    References
    ----------
    Bennett, Alpert & Goldstein (1954), Communications through limited-response questioning, Public
    Opinion Quarterly 18.

    Examples
    --------
    >>> from leadcode_tui.agreement import CategoryTable
    >>> bennett_s(CategoryTable({("a", "a"): 3, ("a", "b"): 1}), categories=2).value
    0.5

    """
    if table.lack == NO_SHARED_UNIT or categories < 2:  # noqa: PLR2004 # chance needs two
        return Coefficient(None, table.n, table.lack or NO_VARIATION)
    return Coefficient(
        (categories * table.agreed - table.n) / (table.n * (categories - 1)), table.n
    )


def conger_kappa(pairs: Sequence[PairTable]) -> Coefficient:
    """Return Conger's kappa: Cohen's for several coders, each with their own totals.

    Parameters
    ----------
    pairs
        The table of every pair of coders, who all decided the same units.

    Returns
    -------
    Coefficient
        (mean Po - mean Pe) / (1 - mean Pe) over pairs; with two coders Cohen's kappa. Undefined
        where nobody's decisions vary.

    References
    ----------
    Conger (1980), Integration and generalization of kappas for multiple raters, Psychological
    Bulletin 88, equation 8.

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo
    >>> conger_kappa([TwoByTwo(both=20, only_first=5, only_second=10, neither=15)]).value
    0.4

    """
    shared = [table for table in pairs if table.n]
    n = max((table.n for table in shared), default=0)
    beyond = fsum(1 - table.chance / table.n**2 for table in shared)
    if beyond == 0:
        return Coefficient(None, n, NO_VARIATION if shared else NO_SHARED_UNIT)
    above = fsum((table.n * table.agreed - table.chance) / table.n**2 for table in shared)
    return Coefficient(above / beyond, n)


def light_kappa(pairs: Sequence[PairTable]) -> Coefficient:
    """Return Light's kappa: the mean of Cohen's kappas of all pairs of coders.

    Parameters
    ----------
    pairs
        The table of every pair of coders.

    Returns
    -------
    Coefficient
        The mean over the pairs; undefined, with the pair's reason, where one of them has no kappa.

    References
    ----------
    Light (1971), Measures of response agreement for qualitative data, Psychological Bulletin 76.

    Examples
    --------
    >>> from leadcode_tui.agreement import TwoByTwo
    >>> light_kappa([TwoByTwo(20, 5, 10, 15), TwoByTwo(25, 0, 0, 25)]).value
    0.7

    """
    kappas = [cohen_kappa(table) for table in pairs]
    n = max((kappa.n for kappa in kappas), default=0)
    values = [kappa.value for kappa in kappas if kappa.value is not None]
    if not kappas or len(values) < len(kappas):
        reasons = (kappa.undefined for kappa in kappas if kappa.undefined)
        return Coefficient(None, n, next(reasons, NO_SHARED_UNIT))
    return Coefficient(fsum(values) / len(values), n)


def kupper_hafner(sets: CategoryTable[frozenset[Category]], *, categories: int) -> Coefficient:
    """Return Kupper and Hafner's concordance of sets, corrected for chance.

    Parameters
    ----------
    sets
        Units by the sets of codes that the two coders gave them; units that both left empty say
        nothing here, and are passed over.
    categories
        How many codes the codebook has.

    Returns
    -------
    Coefficient
        (mean C - mean C0) / (1 - mean C0), with C = common codes / the larger set and
        C0 = the smaller set / codes of the codebook; undefined without a shared unit that carries
        a code, or where both gave every code to every unit.

    References
    ----------
    Kupper & Hafner (1989), On assessing interrater agreement for multiple attribute responses,
    Biometrics 45.

    Examples
    --------
    >>> from leadcode_tui.agreement import CategoryTable
    >>> table = CategoryTable({(frozenset("ab"), frozenset("bc")): 1})
    >>> kupper_hafner(table, categories=4).value
    0.0

    """
    coded = {pair: units for pair, units in sets.cells.items() if any(pair)}
    n = sum(coded.values())
    if n == 0:
        return Coefficient(None, n, NO_VARIATION if sets.cells else NO_SHARED_UNIT)
    found = fsum(units * _concordance(*pair) for pair, units in coded.items()) / n
    smaller = sum(units * min(map(len, pair)) for pair, units in coded.items())
    if smaller == n * categories:
        return Coefficient(None, n, NO_VARIATION)
    chance = smaller / (n * categories)
    return Coefficient((found - chance) / (1 - chance), n)


def _concordance(one: frozenset[Category], other: frozenset[Category]) -> float:
    return len(one & other) / max(len(one), len(other))


def _beyond(counts: Counts[Category], chance: Callable[[Collection[float]], float]) -> Coefficient:
    n = counts.judged_twice
    if counts.lack is not None:
        return Coefficient(None, n, counts.lack)
    pe = chance(sorted(counts.shares().values()))
    return Coefficient((counts.observed() - pe) / (1 - pe), n)
