"""German at work, and who must interpret in the date."""

from eventhub.fit.codes import LanguageLevel
from eventhub.fit.inputs import Employer, Participant, Position

GERMAN = "de"

_SHARE_BY_MISSING_LEVELS = (1.0, 0.6, 0.25)

LEAST_FOR_A_TALK = LanguageLevel.A2
ENOUGH_FOR_ANY_TALK = LanguageLevel.B1


def missing_levels(german: LanguageLevel, needed: LanguageLevel) -> int:
    """CEFR levels between what is spoken and what the position needs; 0 if it is enough."""
    return max(0, needed.rank - german.rank)


def german_share(german: LanguageLevel, needed: LanguageLevel) -> float:
    """How far the German carries at the position, 0–1; three levels short is 0."""
    missing = missing_levels(german, needed)
    return _SHARE_BY_MISSING_LEVELS[missing] if missing < len(_SHARE_BY_MISSING_LEVELS) else 0.0


def interpreter_languages(participant: Participant, employer: Employer, position: Position) -> tuple[str, ...]:
    """Languages one of which an interpreter must speak in this date; empty if none is needed.

    None is needed where staff at the table speak a language the person understands, or where the German is enough for
    a talk: what the position needs, but at least A2 and never more than B1. A person who asked for an interpreter gets
    one unless staff speak their language. Empty too if no language but German is known of the person: nobody could
    help. The order is the person's own.
    """
    others = tuple(dict.fromkeys(language for language in participant.understands if language != GERMAN))
    if not set(others).isdisjoint(employer.languages):
        return ()
    if _talks_german(participant.german, position.german) and not participant.wants_interpreter:
        return ()
    return others


def _talks_german(german: LanguageLevel, needed: LanguageLevel) -> bool:
    enough = min(max(needed.rank, LEAST_FOR_A_TALK.rank), ENOUGH_FOR_ANY_TALK.rank)
    return german.rank >= enough
