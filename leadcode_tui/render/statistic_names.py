"""What the statistics are called: at the head of a column, in full, and told from their likes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadcode_tui.agreement import Asked


class Name(NamedTuple):
    """A statistic's name: short for a column, in words, and which of its likes it is."""

    short: str
    words: str
    which: str = ""


#: The names, by those that JSON and CSV have.
NAMES: Final[Mapping[str, Name]] = {
    "cohen_kappa": Name("kappa", "Cohen's kappa", "one category"),
    "krippendorff_alpha": Name("alpha", "Krippendorff's alpha", "one category"),
    "percent_agreement": Name("agree", "percent agreement", "one category"),
    "kappa_max": Name("max", "highest kappa that totals allow"),
    "pabak": Name("PABAK", "PABAK"),
    "p_pos": Name("p_pos", "positive agreement"),
    "p_neg": Name("p_neg", "negative agreement"),
    "prevalence_index": Name("prev", "prevalence index"),
    "bias_index": Name("bias", "bias index"),
    "jaccard_index": Name("Jacc", "Jaccard index"),
    "scott_pi": Name("pi", "Scott's pi"),
    "bennett_s": Name("S", "Bennett's S"),
    "fleiss_kappa": Name("Fleiss", "Fleiss' kappa"),
    "gwet_ac1": Name("AC1", "Gwet's AC1"),
    "brennan_prediger": Name("BP", "Brennan and Prediger's kappa"),
    "randolph_kappa": Name("free", "Randolph's free-marginal kappa"),
    "conger_kappa": Name("Conger", "Conger's kappa"),
    "light_kappa": Name("Light", "Light's kappa"),
    "pooled_kappa": Name("pooled", "pooled kappa", "De Vries 2008"),
    "mean_kappa": Name("mean", "mean kappa", "of codes that have one"),
    "krippendorff_alpha_masi": Name("MASI", "alpha over sets of codes", "MASI"),
    "krippendorff_alpha_jaccard": Name("Jaccard", "alpha over sets of codes", "Jaccard"),
    "percent_agreement_exact_set": Name("same set", "same set of codes", "percent agreement"),
    "kupper_hafner": Name("K & H", "Kupper and Hafner's concordance"),
}

#: What is no coefficient beyond chance: words such as "moderate" were never meant for it.
WITHOUT_WORDS: Final = frozenset(
    {"percent_agreement", "percent_agreement_exact_set", "kappa_max", "kupper_hafner"}
)


def long_name(name: str, asked: Asked) -> str:
    """Return a statistic's name with what tells it from others, the weights or metric too."""
    _, words, which = NAMES[name]
    if name == "cohen_kappa" and asked.weights is not None:
        which = f"{asked.weights} weights"
    if name == "krippendorff_alpha":
        which = f"{asked.metric}, {which}"
    return f"{words} ({which})" if which else words
