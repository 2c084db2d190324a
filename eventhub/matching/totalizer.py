"""Counting in clauses.

A sum over Booleans propagates weakly in a SAT solver's conflict analysis; a unary number made of clauses gives it
literals to learn about (Bailleux and Boufkhad, CP 2003). On timetables with few tables this decides between seconds
and no proof at all.
"""

from collections.abc import Sequence
from itertools import pairwise

from ortools.sat.python import cp_model


def at_most(model: cp_model.CpModel, literals: Sequence[cp_model.IntVar], most: int) -> None:
    """At most `most` of the literals are true."""
    if len(literals) > most:
        model.add_bool_and(~_count(model, literals, most + 1)[most])


def _count(model: cp_model.CpModel, literals: Sequence[cp_model.IntVar], top: int) -> list[cp_model.IntVar]:
    """The number of true literals in unary, cut off at `top`: output k is true if more than k are (not only if)."""
    if len(literals) <= 1:
        return list(literals)
    half = len(literals) // 2
    left, right = _count(model, literals[:half], top), _count(model, literals[half:], top)
    both = [model.new_bool_var("") for _ in range(min(top, len(left) + len(right)))]
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            if i + j:
                inputs = [~left[i - 1]] * (i > 0) + [~right[j - 1]] * (j > 0)
                model.add_bool_or(*inputs, both[min(i + j, len(both)) - 1])
    for fewer, more in pairwise(both):
        model.add_implication(more, fewer)
    return both
