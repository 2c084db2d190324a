"""What wishes do: one "no thanks" rules a pair out, two "must meet" promise it, the rest counts in the score."""

from eventhub.fit.codes import WishStrength
from eventhub.fit.inputs import Wishes

_POINTS = {None: 0, WishStrength.NO: 0, WishStrength.LIKE: 1, WishStrength.MUST: 2}
_MOST = 2 * _POINTS[WishStrength.MUST]


def vetoed(wishes: Wishes) -> bool:
    """Whether the pair may never meet. Whose wish it was stays here: the answer is all that anybody learns."""
    return wishes.barred or WishStrength.NO in (wishes.participant, wishes.employer)


def is_promised(wishes: Wishes) -> bool:
    """Whether the date is promised: by an organiser, or because both sides must meet. A veto comes before it."""
    both_must = wishes.participant is WishStrength.MUST and wishes.employer is WishStrength.MUST
    return not vetoed(wishes) and (wishes.promised or both_must)


def wishes_share(wishes: Wishes) -> float:
    """0 (nobody wished it) … 1 (promised, or both must meet)."""
    if wishes.promised:
        return 1.0
    return (_POINTS[wishes.participant] + _POINTS[wishes.employer]) / _MOST
