"""What the statistics are called, in columns, below tables and in papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadcode_tui.agreement import Asked

#: Headings of columns.
SHORT: Final[Mapping[str, str]] = {
    "cohen_kappa": "kappa",
    "krippendorff_alpha": "alpha",
    "percent_agreement": "agree",
    "pabak": "PABAK",
    "p_pos": "p_pos",
    "p_neg": "p_neg",
    "prevalence_index": "prev",
    "bias_index": "bias",
    "kappa_max": "max",
    "scott_pi": "pi",
    "bennett_s": "S",
    "gwet_ac1": "AC1",
    "fleiss_kappa": "Fleiss",
    "brennan_prediger": "BP",
    "randolph_kappa": "free",
    "conger_kappa": "Conger",
    "light_kappa": "Light",
    "jaccard_index": "Jacc",
}
#: Names with what tells them apart from others that papers also call kappa or alpha.
LONG: Final[Mapping[str, str]] = {
    "pooled_kappa": "pooled kappa (De Vries 2008)",
    "mean_kappa": "mean kappa (of codes that have one)",
    "krippendorff_alpha_masi": "alpha over sets of codes (MASI)",
    "krippendorff_alpha_jaccard": "alpha over sets of codes (Jaccard)",
    "percent_agreement_exact_set": "agreement (the same set of codes)",
    "kupper_hafner": "Kupper and Hafner's concordance",
    "cohen_kappa": "Cohen's kappa (one category)",
    "krippendorff_alpha": "Krippendorff's alpha (one category)",
    "percent_agreement": "percent agreement (one category)",
    "kappa_max": "highest kappa that totals allow",
    "scott_pi": "Scott's pi",
    "bennett_s": "Bennett's S",
    "fleiss_kappa": "Fleiss' kappa",
    "gwet_ac1": "Gwet's AC1",
    "brennan_prediger": "Brennan and Prediger's kappa",
    "randolph_kappa": "Randolph's free-marginal kappa",
    "conger_kappa": "Conger's kappa",
    "light_kappa": "Light's kappa",
}

#: What is no coefficient beyond chance: words such as "moderate" were never meant for it.
WITHOUT_WORDS: Final = frozenset(
    {"percent_agreement", "percent_agreement_exact_set", "kappa_max", "kupper_hafner"}
)


def long_name(name: str, asked: Asked) -> str:
    """Return a statistic's name, with the weights or the metric that it was computed with."""
    words = LONG.get(name, name)
    if name == "cohen_kappa" and asked.weights is not None:
        return words.replace("one category", f"{asked.weights} weights")
    if name == "krippendorff_alpha":
        return words.replace("one category", f"{asked.metric}, one category")
    return words
