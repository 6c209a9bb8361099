"""Labels that are known for what they are, in the languages of our users.

An interviewer is also known with a number behind (Interviewer1, INT 2) and in the forms that
German, French and Spanish typists use for both genders (Interviewer*in, Entrevistador(a)). The
Spanish E is no word of this table, since it is anybody's initial: say --interviewer E.
"""

from __future__ import annotations

import re

_INTERVIEWERS = (
    "i int interviewer q question moderator facilitator researcher",
    "interviewerin moderatorin frage forscher forscherin",
    "enquêteur enquêtrice intervieweur intervieweuse modérateur modératrice chercheur chercheuse",
    "entrevistador entrevistadora moderador moderadora pregunta investigador investigadora",
    "interviewster vraag vragensteller vragenstelster onderzoeker",
    "intervistatore intervistatrice moderatore moderatrice domanda ricercatore ricercatrice",
    "pergunta pesquisador pesquisadora mediador mediadora",
    "intervjuare intervjuer fråga spørsmål spørgsmål forsker forskare",
    "ankieter ankieterka pytanie badacz badaczka haastattelija kysymys",
    "интервьюер модератор вопрос исследователь",
)

_PARTICIPANTS = (
    "participant respondent interviewee informant patient client answer speaker",
    "befragter befragte befragt teilnehmer teilnehmerin antwort sprecher sprecherin",
    "participante répondant répondante enquêté enquêtée réponse locuteur locutrice",
    "entrevistado entrevistada respuesta hablante",
    "geïnterviewde respondente deelnemer deelneemster antwoord spreker",
    "intervistato intervistata partecipante rispondente risposta parlante",
    "participantes resposta falante inquirido inquirida",
    "informanten deltagare deltagaren deltaker deltager svar respondenten",
    "uczestnik uczestniczka odpowiedź rozmówca rozmówczyni haastateltava vastaaja vastaus",
    "респондент участник участница ответ информант",
)

_NO_SPEAKERS = (
    "note notes nb title date dates time place location duration length language file audio video",
    "recording source transcript transcription transcribed transcriber project study subject topic",
    "url link http https example ps version comment summary keywords pause break music silence",
    "titel datum ort dauer sprache datei aufnahme anmerkung notiz hinweis transkript thema",
    "titre lieu durée langue fichier remarque enregistrement sujet",
    "título fecha lugar duración idioma archivo nota grabación tema",
    "plaats duur taal bestand opmerking noot opname onderwerp",
    "titolo luogo durata lingua registrazione argomento data local duração gravação assunto",
    "tid plats språk inspelning dato sted varighed varighet sprog emne",
)

INTERVIEWER_WORDS = frozenset(word for words in _INTERVIEWERS for word in words.split())
PARTICIPANT_WORDS = frozenset(word for words in _PARTICIPANTS for word in words.split())
#: What stands before a colon without being a speaker: the keys of a header, and asides.
NO_SPEAKER_WORDS = frozenset(word for words in _NO_SPEAKERS for word in words.split())

#: Who a recorder could not name.
_STRANGERS = frozenset({"unknown speaker", "unidentified speaker", "unbekannter sprecher"})
#: A number or a letter that tells speakers of one kind apart.
_COUNTER = re.compile(r"[\s#_-]*(?:\d+|\s[a-z])\Z")
#: The second gender, as in Interviewer*in, Interviewer/-in, Entrevistador(a), Enquêteur·rice.
_SECOND_GENDER = re.compile(r"[(/*_·.-]+\w{1,5}\)?\Z")
#: A name with what stands in brackets behind it: (Guest), (SOME NHS FOUNDATION TRUST), (laughing).
ASIDE = re.compile(r"(?P<name>.+?)\s+\((?P<behind>[^():\uff1a]{1,90})\)")
#: The ids that studies give to people: KC010, P-12, S01, id3.
_PERSON_ID = re.compile(r"[a-z]{1,4}[-_ ]?\d{1,4}[a-z]?\Z")


def key(label: str) -> str:
    """Return what two spellings of one label have in common."""
    return " ".join(label.casefold().split())


def is_known_label(label: str) -> bool:
    """Return whether a label is a word for a speaker, so that it need not come up twice."""
    return is_interviewer_word(label) or is_participant_word(label)


def is_interviewer_word(label: str) -> bool:
    """Return whether a label is a word for those who ask.

    >>> [is_interviewer_word(word) for word in ("INT2", "Interviewer*in", "Entrevistador(a)", "E")]
    [True, True, True, False]
    """
    return _stem(label) in INTERVIEWER_WORDS


def is_participant_word(label: str) -> bool:
    """Return whether a label is a word for those who answer."""
    return _stem(label) in PARTICIPANT_WORDS


def names_nobody(label: str) -> bool:
    """Return whether a label is a word that stands for somebody else in every interview.

    >>> [names_nobody(label) for label in ("Participant", "SPEAKER_00", "Unknown Speaker", "Ana")]
    [True, True, True, False]
    """
    return is_participant_word(label) or key(label) in _STRANGERS


def without_aside(label: str) -> str:
    """Return a label without what stands in brackets behind the name.

    >>> without_aside("Poole, Mary (SOME TRUST)")
    'Poole, Mary'
    """
    found = ASIDE.fullmatch(label)
    return label if found is None else found["name"]


def is_person_id(label: str) -> bool:
    """Return whether a label is a letter or an id, which is known for a speaker among others."""
    name = key(label)
    letter = len(name) == 1 and name.isalpha() and name not in INTERVIEWER_WORDS
    return letter or _PERSON_ID.match(name) is not None


def is_no_speaker(label: str) -> bool:
    """Return whether a label is the key of a header or an aside, such as Date or Note."""
    return not NO_SPEAKER_WORDS.isdisjoint(re.split(r"[\s.]+", key(label)))


def _stem(label: str) -> str:
    """Return a label without number and second gender."""
    bare = _COUNTER.sub("", key(label).rstrip("."))
    return bare if bare in INTERVIEWER_WORDS else _SECOND_GENDER.sub("", bare)
