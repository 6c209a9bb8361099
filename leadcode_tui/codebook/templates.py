"""The files that a new study begins with: every key is in them, and says what it is for."""

from __future__ import annotations

from pathlib import PurePosixPath

from leadcode_tui.codebook.identifiers import id_from
from leadcode_tui.codebook.scalars import scalar
from leadcode_tui.codebook.schema import SCHEMA_LINE
from leadcode_tui.text import sanitise_line

#: Where a new study keeps its codebook.
CODEBOOK = PurePosixPath("codebook.yaml")

_CODEBOOK = """\
{schema}
# The codebook: yours to change in any editor. Comments, blank lines and order are kept.

codebook: {id}
title: {title}
codes:

  # A code with every key that there is. Only id is needed.
  - id: distributed              # letters, digits, - _ . / ; stays as it is once you have coded
    name: Distributed leadership # what the screen shows; without it, the id
    kind: sensitising            # sensitising: from the literature; emergent: from the reading
    key: d                       # the key that applies it; without it, the program gives one
    definition: Leading is spread over people and levels, whatever their post.
    include:                     # what belongs here
      - somebody without a leading post takes the lead
      - leading by example
    exclude:                     # what does not, and where it goes instead
      - delegation by a named head -> concentrated
    examples:                    # words of the interviews; in quotes, so that colons do no harm
      - "everyone on the ward leads on this"
    was: [spread-leadership]     # earlier ids, so that a rename or a merge loses no coding
    # retired: too rare          # why it is applied no more; leadcode codebook retire writes it
    # split-from: [leading]      # what it is a part of; leadcode codebook split writes it
    codes:                       # codes below this one
      - ordinary-leaders         # the short form: the id is enough

  - id: concentrated
    name: Concentrated leadership
    kind: sensitising
    definition: Leading sits with one person or a small group at the head.

  # A code that came up in the reading; describe it when you know what it is.
  - id: nobody-leads
    kind: emergent
"""

_STUDY = """\
# The study file, with every key that there is. Only study and codebook are needed.

study: {id}
title: {title}

# The codebook, a path from this folder.
codebook: {codebook}

# What transcripts are cut into when they are imported: turn, paragraph, sentence or line.
segment: turn

# Whose segments are coded: participants, or all (the interviewers' too).
codable: participants

# Labels of those who ask, beside words such as INT and Interviewer; import adds --interviewer here.
# interviewers: [Dana Reed]

# The topic guide. A mark such as [Q1] in a transcript says which question comes next.
schedule:
  - id: Q1
    question: Who is leading?
  - id: Q2
    question: What gets in the way?
    asked: [manager, clinician]  # the roles that were asked; without it, everybody

# How a quotation is signed: {{id}}, {{role}}, or any column of participants.csv.
attribution: "{{role}} ({{id}})"

# true: nothing shows a coder what another coder decided, until you compare.
blind: true

# Rounds of coding, in order; figures are for the last one unless you ask for another.
# rounds: [training, main]

# Who codes. A login that several people share is no coder: each says --coder NAME.
# coders: [ana, ben]

# Other keys for commands, by the ids that `leadcode keys` shows.
# keys:
#   undo: [u, z]
"""


def new_codebook_text(title: str) -> str:
    """Return a codebook to start from, with its keys explained."""
    return _CODEBOOK.format(
        schema=SCHEMA_LINE, id=id_from(title, otherwise="codebook"), title=scalar(_one_line(title))
    )


def new_study_text(study_id: str, title: str, *, codebook: PurePosixPath = CODEBOOK) -> str:
    """Return a study file to start from, with its keys explained."""
    return _STUDY.format(
        id=scalar(study_id), title=scalar(_one_line(title)), codebook=scalar(str(codebook))
    )


def _one_line(title: str) -> str:
    return sanitise_line(title).strip()
