"""Names out of a study, whatever they are and wherever they stand."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from shutil import copytree, rmtree
from typing import TYPE_CHECKING
from unicodedata import normalize
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadcode_tui.errors import HeldError, ProblemsError, UnreadableError, UsageError
from leadcode_tui.model import CodeId, CoderId, TranscriptId
from leadcode_tui.store.current import read_current
from leadcode_tui.study.checks.checking import check_study
from leadcode_tui.study.coding.opening import open_session
from leadcode_tui.study.corrections.correcting import update_files
from leadcode_tui.study.finishing import finish_begun
from leadcode_tui.study.folder import StudyFolder, open_study
from leadcode_tui.study.importing import Asked, bring_in
from leadcode_tui.study.privacy.anonymising import anonymise
from leadcode_tui.study.privacy.left_behind import words_in_lower_case
from leadcode_tui.study.privacy.pseudonym_list import keep_private, read_pseudonyms
from leadcode_tui.text.pseudonyms import Pseudonym, Pseudonyms

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.study.privacy.anonymising import Anonymised

    Survives = Callable[[int, Callable[[], object]], bool]

BOOK = """\
codebook: ward
codes:
  - id: clout # as {name} says
    examples: ["{escaped} runs this place"]
  - id: vacuum
"""


def talk(name: str) -> str:
    return f"""\
INT: Who leads here, {name}?

{name}: Nobody. {name.upper()} does not, and {name}'s sister neither.

INT: And on the other ward?

{name}: The blacksmith, {name} said; but not the {name}ian way.
"""


def ward(root: Path, name: str) -> StudyFolder:
    """Make a study in which a name stands in every kind of file, a corrected transcript's too."""
    root.mkdir(mode=0o700, parents=True)
    escaped = json.dumps(name)[1:-1]
    quoted = "'" + name.replace("'", "''") + ": all'"
    texts = {
        "leadcode.yaml": f"study: ward\ncodebook: codes.yaml\nblind: false\ntitle: {quoted}\n",
        "codes.yaml": BOOK.format(name=name, escaped=escaped),
        "participants.csv": f"id,role,note\n{name},nurse,knows {name}\n",
    }
    for each, text in texts.items():
        (root / each).write_text(text, "utf-8")
        (root / each).chmod(0o600)
    study = open_study(root)
    source = root.parent / f"{name} {root.name}.txt"
    source.write_text(talk(name), "utf-8")
    bring_in(study, [source], Asked())
    (transcript,) = study.transcript_ids()
    code(study, "ana", name)
    code(study, "ben", name)
    source.write_text(talk(name).replace("Nobody.", "Nobody does."), "utf-8")
    update_files(study, [source], Asked(id=transcript), dry=False)
    (study.codings_path / ".ana.json.unfinished").write_text(
        json.dumps({"text": f"and {name} too", "transcript": transcript, "segment": "0002"})
    )
    (study.codings_path / "ana.history.jsonl.damaged").write_text(f'{{"memo":"{escaped} and\n')
    for path in study.codings_path.iterdir():
        path.chmod(0o600)
    source.unlink()
    return study


@pytest.fixture(scope="module")
def smiths(tmp_path_factory: pytest.TempPathFactory) -> StudyFolder:
    return ward(tmp_path_factory.mktemp("made") / "ward", "Smith")


@pytest.fixture
def study(smiths: StudyFolder, tmp_path: Path) -> StudyFolder:
    return replace(smiths, root=Path(copytree(smiths.root, tmp_path / "ward")))


def code(study: StudyFolder, coder: str, name: str) -> None:
    session, _ = open_session(study, CoderId(coder))
    session.apply(CodeId("clout"))
    session.apply_span(CodeId("vacuum"), (0, 4))
    session.write_memo(f"ask {name}, or {name.upper()}'s friend")
    session.undo()
    session.redo()
    session.close()


def run(study: StudyFolder, *pairs: Pseudonym, dry: bool = False) -> Anonymised:
    return anonymise(study, Pseudonyms(pairs), study.root / "pseudonyms.csv", dry=dry)


def whole(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def stands_in(study: StudyFolder, name: str) -> list[str]:
    """Return the files that hold or bear a name as a word, in any case, form or escape."""
    spellings = {
        spelling
        for form in ("NFC", "NFD")
        for spelling in (normalize(form, name), json.dumps(normalize(form, name))[1:-1])
    }
    word = re.compile(
        "|".join(rf"(?<![^\W_]){re.escape(each)}(?![^\W_]|[\u0300-\u036f])" for each in spellings),
        re.IGNORECASE,
    )
    return [
        each
        for each, content in whole(study.root).items()
        if word.search(content.decode("utf-8")) or word.search(each)
    ]


#: Names: letters of several scripts, an accent in two forms, an apostrophe, two words.
NAMES = ["Smith", "José", "O'Brien", "Анна", "van Dijk", "Smith-Jones"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_gone_from_every_file_and_the_study_is_sound(tmp_path: Path, name: str) -> None:
    study = ward(tmp_path / "ward", name)
    assert len(stands_in(study, name)) >= 10
    done = run(study, Pseudonym(name, "Kim"))
    assert stands_in(study, name) == []
    assert done.others == ()
    after = open_study(study.root)
    assert check_study(after).problems == ()
    texts = [
        each.text for name in after.transcript_ids() for each in after.transcript(name).segments
    ]
    assert texts[1].startswith("Nobody does. KIM does not, and Kim's sister neither.")
    assert f"{name}ian way" in texts[3]


def test_decisions_spans_and_undo_are_as_they_were(study: StudyFolder) -> None:
    run(study, Pseudonym("Smith", "Al"))
    (transcript,) = study.transcript_ids()
    entry = read_current(study.coder_file(CoderId("ana"))).entries[transcript][
        study.transcript(transcript).segments[1].id
    ]
    assert entry.codes == ("clout", "vacuum")
    assert entry.memo == "ask Al, or AL's friend"
    assert entry.text == study.transcript(transcript).segments[1].fingerprint


def test_a_span_goes_along_with_the_words_around_a_name(study: StudyFolder) -> None:
    (transcript,) = study.transcript_ids()
    text = study.transcript(transcript).segments[3].text
    session, _ = open_session(study, CoderId("ana"), wanted=(f"{transcript}:4",))
    start = text.index("Smith said")
    session.apply_span(CodeId("clout"), (start, start + len("Smith said")))
    session.close()
    run(study, Pseudonym("Smith", "Alexandrina"))
    now = study.transcript(TranscriptId(study.transcript_ids()[0]))
    entry = read_current(study.coder_file(CoderId("ana"))).entries[now.id][now.segments[3].id]
    assert entry.spans is not None
    ((first, last),) = entry.spans[CodeId("clout")]
    assert now.segments[3].text[first:last] == "Alexandrina said"


def test_nothing_changes_where_no_name_stands_and_a_second_time_does_nothing(
    study: StudyFolder,
) -> None:
    before = whole(study.root)
    run(study, Pseudonym("Brown", "Kim"))
    assert whole(study.root) == before
    run(study, Pseudonym("Smith", "Kim"))
    before = whole(study.root)
    run(study, Pseudonym("Smith", "Kim"))
    assert whole(study.root) == before


def test_a_name_that_only_the_history_remembers_goes_too(study: StudyFolder) -> None:
    session, _ = open_session(study, CoderId("cem"))
    session.write_memo("call Brown")
    session.write_memo("call him")
    session.close()
    history = study.codings_path / "cem.history.jsonl"
    assert stands_in(study, "Brown") == ["codings/cem.history.jsonl"]
    run(study, Pseudonym("Brown", "Green"))
    assert b'"memo":"call Green"' in history.read_bytes()
    assert stands_in(study, "Brown") == []
    assert check_study(study).problems == ()


def test_nothing_but_names_changed(study: StudyFolder) -> None:
    before = whole(study.root)
    run(study, Pseudonym("Smith", "Quib"))
    for name, content in whole(study.root).items():
        old = name.replace("Quib", "Smith")
        back = content.replace(b"Quib", b"Smith").replace(b"QUIB", b"SMITH")
        if name.endswith(("ana.json", "ben.json", ".jsonl")):
            assert _without_sums(back) == _without_sums(before[old])
        elif not name.endswith(".unfinished"):
            assert back == before[old]


def _without_sums(content: bytes) -> list[bytes]:
    """Return lines without what is worked out from texts, or says what was done."""
    lines = re.sub(rb'"(chars|text|crc|spans)":("[0-9a-f]+"|\d+|\{[^}]*\})', b"", content).split(
        b"\n"
    )
    return [line for line in lines if not re.search(rb'"do":"(checkpoint|anonymise)"', line)]


def test_a_dry_run_shows_every_place_and_writes_nothing(study: StudyFolder) -> None:
    before = whole(study.root)
    done = run(study, Pseudonym("Smith", "Kim"), dry=True)
    assert whole(study.root) == before
    places = {each.where for each in done.replaced}
    (name,) = study.transcript_ids()
    assert {f"{name}:1", f"{name}:2", "leadcode.yaml", "codes.yaml", "participants.csv"} <= places
    assert {f"ana, memo on {name}:2", f"{name}, a label", f"{name}, its id"} <= places


def test_a_file_of_the_folder_that_is_not_the_studys_is_told_and_left(study: StudyFolder) -> None:
    note = study.root / "notes" / "todo.txt"
    note.parent.mkdir()
    note.write_text("call Smith\n", "utf-8")
    assert run(study, Pseudonym("Smith", "Kim")).others == (note,)
    assert note.read_text("utf-8") == "call Smith\n"


def test_a_word_document_in_the_folder_is_searched_and_a_recording_is_told(
    study: StudyFolder,
) -> None:
    paths = [study.root / name for name in ("a.docx", "b.docx", "talk.wav")]
    for path, text in zip(paths, ("<w:t>Smi</w:t><w:t>th</w:t>", "<w:t>Brown</w:t>"), strict=False):
        with ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", text)
    paths[2].write_bytes(b"RIFF")
    done = run(study, Pseudonym("Smith", "Kim"), dry=True)
    assert (done.others, done.closed) == ((paths[0],), (paths[2],))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.txt", "Jos\u00e9".encode("cp1252"), id="windows-1252"),
        pytest.param("a.txt", "Jos\u00e9".encode("utf-16"), id="UTF-16"),
        pytest.param("a.html", b"<p>Jos&eacute; said</p>", id="HTML"),
        pytest.param("a.rtf", rb"{\rtf1 Jos\'e9 said}", id="RTF byte"),
        pytest.param("a.rtf", rb"{\rtf1 Jos\u233?\par}", id="RTF letter"),
        pytest.param("a.json", rb'{"text":"so\nJOS\u00C9"}', id="JSON"),
        pytest.param("interviews/Jos\u00e9 1.wav", b"RIFF", id="its own name"),
    ],
)
def test_other_files_are_searched_as_their_programs_write_letters(
    study: StudyFolder, name: str, content: bytes
) -> None:
    path = study.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    assert run(study, Pseudonym("Jos\u00e9", "Al"), dry=True).others == (path,)
    assert run(study, Pseudonym("Said", "Al"), dry=True).closed == (
        (path,) if path.suffix == ".wav" else ()
    )


def test_a_lock_that_bears_a_name_does_not_any_longer(study: StudyFolder) -> None:
    (name,) = study.transcript_ids()
    lock = study.transcripts_path / f".{name}.json.lock"
    lock.touch(0o600)
    run(study, Pseudonym("Smith", "Kim"))
    assert not lock.exists()
    assert not [path for path in study.root.rglob("*") if "smith" in path.name.lower()]


def test_an_id_that_import_made_of_a_name_with_a_blank_is_replaced(tmp_path: Path) -> None:
    study = ward(tmp_path / "ward", "Mary Smith")
    assert study.transcript_ids() == ("Mary-Smith-ward",)
    run(study, Pseudonym("Mary Smith", "Eve Jay"))
    assert study.transcript_ids() == ("Eve-Jay-ward",)
    assert check_study(open_study(study.root)).problems == ()


def test_labels_sources_and_ids_with_what_may_be_a_name_are_told(tmp_path: Path) -> None:
    study = ward(tmp_path / "ward", "Dana")
    done = run(study, Pseudonym("Reed", "Kim"))
    found = {each.text: each.first for each in done.remaining}
    assert found["Dana"] == "Dana-ward:1"
    path = tmp_path / "LeeReed2.txt"
    path.write_text("INT: Who?\n\nPatel: Nobody.\n\nINT: So?\n\nPatel: No.\n", "utf-8")
    bring_in(study, [path], Asked())
    found = {each.text: each.first for each in run(study, Pseudonym("Reed", "Kim")).remaining}
    assert (found["LeeReed2"], found["Patel"]) == ("LeeReed2, its id", "LeeReed2, a label")
    assert "INT" not in found


def test_a_study_that_is_kept_in_git_is_told(study: StudyFolder) -> None:
    assert run(study, Pseudonym("Smith", "Kim"), dry=True).repository is None
    (study.root / ".git").mkdir()
    (study.root / ".git" / "COMMIT_EDITMSG").write_text("Smith came\n", "utf-8")
    done = run(study, Pseudonym("Smith", "Kim"), dry=True)
    assert (done.others, done.repository) == ((), study.root)


def test_a_kill_anywhere_leaves_what_the_same_command_finishes(
    study: StudyFolder, tmp_path: Path, survives: Survives
) -> None:
    kills = 0
    for number in range(0, 400, 1 if "LEADCODE_EXAMPLES" in os.environ else 4):
        copy = replace(study, root=Path(copytree(study.root, tmp_path / f"copy{number}")))
        if survives(number, lambda copy=copy: run(copy, Pseudonym("Smith", "Kim"))):  # type: ignore[misc]
            break
        kills += 1
        problems = [each.message for each in check_study(copy).problems]
        if stands_in(copy, "Smith"):
            assert _is_untouched(copy, study) or any("was cut off" in each for each in problems)
        finish_begun(copy)
        run(copy, Pseudonym("Smith", "Kim"))
        assert stands_in(copy, "Smith") == []
        rmtree(copy.root)
    assert kills > 5


def _is_untouched(copy: StudyFolder, study: StudyFolder) -> bool:
    now = whole(copy.root)
    return all(now.get(name) == content for name, content in whole(study.root).items())


def test_an_open_session_refuses(study: StudyFolder) -> None:
    session, _ = open_session(study, CoderId("ben"))
    with pytest.raises(HeldError, match="end that session first"):
        run(study, Pseudonym("Smith", "Kim"))
    session.close()


@pytest.mark.parametrize(
    ("pseudonym", "sentence"),
    [
        ("Kim, Lee", "cannot be a transcript's id"),
        ("P 7", "cannot be a transcript's id"),
        ("INT", "two speakers would have one label"),
    ],
)
def test_pseudonyms_that_would_break_something_are_refused(
    study: StudyFolder, pseudonym: str, sentence: str
) -> None:
    before = whole(study.root)
    with pytest.raises((UsageError, UnreadableError), match=sentence):
        run(study, Pseudonym("Smith", pseudonym))
    assert whole(study.root) == before


def test_a_pseudonym_that_would_break_a_hand_written_file_is_refused(study: StudyFolder) -> None:
    (study.root / "leadcode.yaml").write_text(
        "study: ward\ncodebook: codes.yaml\ntitle: by Brown\n", "utf-8"
    )
    with pytest.raises(UnreadableError, match=r"leadcode\.yaml: .* could not be read any more"):
        run(study, Pseudonym("Brown", "Kim: Lee"))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("name\nSmith\n", "there is no column 'pseudonym'"),
        ("name,pseudonym\nSmith,\n", "there is no pseudonym in this row"),
        ("name,pseudonym\nSmith,Kim\nsmith,Lee\n", "the same name stands in row 2"),
        ("name,pseudonym\nSmith,Jones\nJones,Kim\n", "'Jones' holds a name of the list"),
        ("name,pseudonym\nAna,Kim\n", "'Ana' is the name of the coder ana as well"),
    ],
)
def test_every_mistake_of_the_list_is_told(study: StudyFolder, rows: str, sentence: str) -> None:
    path = study.root / "pseudonyms.csv"
    path.write_text(rows, "utf-8")
    with pytest.raises(ProblemsError, match=re.escape(sentence)):
        read_pseudonyms(study, path)


def test_a_name_that_is_a_word_too_can_be_meant_exactly(study: StudyFolder) -> None:
    path = study.root / "pseudonyms.csv"
    path.write_text("name,pseudonym,case\nAna,Kim,exact\nNobody,Lee,\n", "utf-8")
    path.chmod(0o644)
    names = read_pseudonyms(study, path)
    assert names.replaced("Ana and ana") == "Kim and ana"
    assert keep_private(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert not keep_private(path)
    assert words_in_lower_case(study, Pseudonyms((Pseudonym("The", "A"),))) == {"The": 2}


def test_a_list_that_others_can_read_and_another_account_owns_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    path = tmp_path / "pseudonyms.csv"
    path.touch()
    path.chmod(0o644)
    monkeypatch.setattr(os, "chmod", refuse)
    with pytest.raises(UnreadableError, match="others can read it, and only its owner can change"):
        keep_private(path)


WORDS = st.sampled_from(
    ["Will", "will", "WILL", "Mary Ann", "mary", "Ann's", "x_Will", "Willow", "é"]
)


@settings(max_examples=50, deadline=None)
@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_only_whole_words_are_replaced_and_the_rest_stays(text: str) -> None:
    names = Pseudonyms(
        (Pseudonym("Mary Ann", "Eve"), Pseudonym("Ann", "Bo"), Pseudonym("Will", "Ed"))
    )
    after = names.replaced(text)
    assert not re.search(r"(?<![^\W_])(will|mary ann|ann)(?![^\W_])", after, re.IGNORECASE)
    assert after.count("Willow") == text.count("Willow")
    assert after.count("Ed") == len(re.findall(r"(?<![^\W_])Will(?![^\W_])", text))
    assert names.replaced(after) == after


def test_while_a_study_is_blind_no_memo_is_shown_and_not_where_it_is(study: StudyFolder) -> None:
    blind = replace(study, settings=replace(study.settings, blind=True))
    done = run(blind, Pseudonym("Smith", "Kim"), dry=True)
    memos = [each for each in done.replaced if "memo" in each.where]
    assert {each.where for each in memos} == {"ana, a memo", "ben, a memo"}
    assert {(each.before, each.after) for each in memos} == {("Smith", "Kim"), ("SMITH", "KIM")}
