"""How far coders agree: from their names, their files or a table of ratings to the report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from leadcode_tui.agreement import (
    Asked,
    PartKind,
    agreement_among,
    agreement_by_round,
)
from leadcode_tui.collector import without_collector
from leadcode_tui.errors import NoStudyError, UsageError
from leadcode_tui.sheets.layout import SUFFIXES, RatingsLayout
from leadcode_tui.store.decided import read_decisions
from leadcode_tui.store.history import history_path
from leadcode_tui.study.present_ids import under_ids_of, under_ids_of_study
from leadcode_tui.study.root import CODINGS, coders_in, study_root
from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from leadcode_tui.agreement import AgreementReport, Decisions, Disagreement, Parting
    from leadcode_tui.model import SegmentId, TranscriptId
    from leadcode_tui.study.folder import StudyFolder

_USUAL: Final = Asked()
_LAYOUT: Final = RatingsLayout()


class Compared(NamedTuple):
    """Whose decisions are compared: coders' names in the study around `here`, files, or a table.

    `round` is a round of the study before the current one, whose files lie in a folder of that
    name; `layout` says how a table of ratings is laid out. Codes count under the ids, and at the
    places, that they have in the `codebook`, or else in that of the study today, unless they are to
    stay `as_coded`.
    """

    named: tuple[str, ...]
    here: Path
    round: str | None = None
    layout: RatingsLayout = _LAYOUT
    codebook: Path | None = None
    as_coded: bool = False


def agree(compared: Compared, asked: Asked = _USUAL) -> tuple[AgreementReport, tuple[str, ...]]:
    """Return how far coders agree, and sentences on files that count for nothing.

    The garbage collector rests meanwhile: many small values are made and none are lost.
    """
    with without_collector():
        if asked.by is PartKind.ROUND:
            return _by_round(compared, asked)
        coders, doubts = _decisions(compared)
        return agreement_among(coders, asked, parting=_parting(compared, asked)), doubts


def disagreements(
    compared: Compared, asked: Asked = _USUAL
) -> tuple[Sequence[tuple[Disagreement, str | None]], tuple[str, ...]]:
    """Return the segments to talk about, with their text where the study is at hand; and doubts.

    Raises UsageError while the study is blind: then nothing shows a coder another's decisions.
    """
    from leadcode_tui.agreement import (  # noqa: PLC0415 # for who asks for them
        disagreements_among,
        told_renames,
    )

    _refuse_blind(compared)
    coders, doubts = _decisions(compared)
    found = disagreements_among(coders, asked)
    doubts += told_renames(coders)
    texts = _texts(compared, {each.transcript for each in found})
    return [(each, texts.get((each.transcript, each.segment))) for each in found], doubts


def _by_round(compared: Compared, asked: Asked) -> tuple[AgreementReport, tuple[str, ...]]:
    rounds = _study(compared.here).settings.rounds
    if not rounds:
        raise UsageError("no rounds in the study file: there is nothing to set side by side")
    *earlier, last = rounds
    found: dict[str, Sequence[Decisions]] = {}
    doubts: list[str] = []
    for name in (*earlier, last):
        paths = [_round_path(compared, each, name) for each in compared.named]
        if name == last or all(map(_is_begun, paths)):
            coders, unread = _read(paths)
            found[name], told = _under_present_ids(compared, coders, paths)
            doubts += (*unread, *told)
    return agreement_by_round(found, asked), tuple(dict.fromkeys(doubts))


def _decisions(compared: Compared) -> tuple[Sequence[Decisions], tuple[str, ...]]:
    coders, paths, doubts = _found(compared)
    present, told = _under_present_ids(compared, coders, paths)
    return present, (*doubts, *told)


def _under_present_ids(
    compared: Compared, coders: Sequence[Decisions], paths: Sequence[Path]
) -> tuple[Sequence[Decisions], tuple[str, ...]]:
    """Give codes the ids of the codebook asked for, or of the study that the files lie in."""
    if compared.codebook is not None:
        return under_ids_of(compared.codebook, coders), ()
    roots = {root for path in paths if (root := _root_of(path)) is not None}
    if compared.as_coded or len(roots) != 1:
        return coders, ()
    return under_ids_of_study(roots.pop(), coders)


def _root_of(coder_file: Path) -> Path | None:
    """Return the study that a coder's file lies in, if it does."""
    try:
        return study_root(coder_file.parent)
    except NoStudyError:
        return None


def _found(compared: Compared) -> tuple[Sequence[Decisions], Sequence[Path], tuple[str, ...]]:
    """Return the decisions, the coders' files that they are from, and what is doubtful there."""
    tables = [named for named in compared.named if Path(named).suffix.lower() in SUFFIXES]
    if tables:
        if len(compared.named) > 1:
            raise UsageError(
                f"{tables[0]} is a table, and holds all coders: name it alone, "
                "or bring the others' decisions into it"
            )
        from leadcode_tui.sheets.ratings import read_ratings  # noqa: PLC0415 # for tables alone

        ratings, doubts = read_ratings(Path(tables[0]), compared.layout)
        return ratings, (), doubts
    if len(compared.named) == 1:
        raise UsageError(
            f"{compared.named[0]} alone: agreement needs two coders, or a table that holds several"
        )
    paths = [_coder_path(named, compared) for named in compared.named]
    coders, doubts = _read(paths)
    return coders, paths, doubts


def _read(paths: Iterable[Path]) -> tuple[Sequence[Decisions], tuple[str, ...]]:
    read = [*map(read_decisions, paths)]
    return [coder for coder, _ in read], tuple(doubt for _, doubt in read if doubt)


def _coder_path(named: str, compared: Compared) -> Path:
    path = Path(named)
    if path.exists() and not path.is_dir():
        return path
    if named.endswith(".json") or "/" in named:
        raise UsageError(f"{named}: there is no such file")
    if compared.round is None:
        return _begun(named, study_root(compared.here) / CODINGS)
    rounds = _study(compared.here).settings.rounds
    if compared.round not in rounds:
        known = ", ".join(rounds) or "the study file names none"
        raise UsageError(
            f"no round {compared.round!r}: {known}{did_you_mean(compared.round, rounds)}"
        )
    path = _round_path(compared, named, compared.round)
    return _begun(path.stem, path.parent)


def _round_path(compared: Compared, named: str, wanted: str) -> Path:
    """Return where a coder's file of a round lies: earlier rounds have a folder each."""
    study = _study(compared.here)
    folder = study.codings_path
    return (folder if wanted == study.settings.rounds[-1] else folder / wanted) / f"{named}.json"


def _begun(named: str, codings: Path) -> Path:
    path = codings / f"{named}.json"
    if _is_begun(path):
        return path
    known = coders_in(codings)
    who = ", ".join(known) or "nobody has begun"
    raise UsageError(f"no coder {named!r} in {codings}: {who}{did_you_mean(named, known)}")


def _is_begun(path: Path) -> bool:
    return path.exists() or history_path(path).exists()


def _parting(compared: Compared, asked: Asked) -> Parting | None:
    """Return the parts that the study alone tells apart, if such are asked for."""
    if asked.by not in {PartKind.QUESTION, PartKind.ROLE}:
        return None
    from leadcode_tui.study.parts import parting_of_study  # noqa: PLC0415 # rarely asked for

    return parting_of_study(_study(compared.here), asked.by)


def _study(here: Path) -> StudyFolder:
    from leadcode_tui.study.folder import find_study  # noqa: PLC0415 # reading YAML takes time

    return find_study(here)


def _refuse_blind(compared: Compared) -> None:
    for folder in (compared.here, *(Path(named).parent for named in compared.named)):
        try:
            study = _study(folder)
        except NoStudyError:
            continue
        if study.settings.blind:
            raise UsageError(
                f"the study {study.settings.id} is blind: it shows no coder another's decisions; "
                "when coding is done, set blind: false in its leadcode.yaml"
            )


def _texts(
    compared: Compared, transcripts: set[TranscriptId]
) -> Mapping[tuple[TranscriptId, SegmentId], str]:
    """Return the segments' texts, as far as there is a study that has them."""
    try:
        study = _study(compared.here)
    except NoStudyError:
        return {}
    known = transcripts & {*study.transcript_ids()}
    return {
        (transcript, segment.id): segment.text
        for transcript in known
        for segment in study.transcript(transcript).segments
    }
