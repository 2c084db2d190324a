"""From a choice of pairs to a timetable, by halving blocks of rounds.

The first stage chooses pairs and seats with all rounds in one block. Each further stage halves blocks: a date that was
chosen moves into one of the halves of its block, and pairs not chosen so far may still come in anywhere. Halving takes
away the symmetry between rounds that makes one model over all rounds hopeless.
"""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from eventhub.matching.blockmodel import BlockModel, Blocks
from eventhub.matching.bounds import model_value
from eventhub.matching.decisions import Decisions, Values
from eventhub.matching.instance import Bools, Instance, Ints
from eventhub.matching.milp import Solution
from eventhub.matching.roundmodel import RoundModel

MANY_BLOCKS = 8
STAGE_SHARE = 0.3
# Far enough apart that no gain in fit pays for somebody left out, near enough for exact arithmetic.
WEIGHTS = {"left_out": 1e5, "shortfall": 5e3, "fit": 1.0}


def refine(
    instance: Instance,
    goals: Values,
    order: Sequence[str],
    remaining: Callable[[], float],
    on_stage: Callable[[int], None],
) -> Decisions | None:
    """A plan whose early levels reach `goals` where that can be found; None if the time ran out first.

    `remaining()` gives the seconds left; `on_stage` hears the number of blocks of each stage.
    """
    pairs = len(instance.pair_p)
    blocks, chosen = Blocks.whole(instance.rounds), np.full((pairs, instance.rounds), True)
    while remaining() > 0:
        on_stage(blocks.count)
        wanted = np.logical_or.reduceat(chosen, blocks.edges[:-1], axis=1)
        model, solution = _solve(partial(_model, instance, blocks, wanted), goals, order, remaining)
        if solution.values is None:
            return None
        if isinstance(model, RoundModel):
            return model.decisions(solution.values)
        chosen = _narrowed_to(model, solution, pairs)
        blocks = halved(blocks)
    return None


def _model(instance: Instance, blocks: Blocks, wanted: Bools) -> BlockModel:
    return RoundModel(instance, wanted) if blocks.single else BlockModel(instance, blocks, wanted)


def _solve(
    make: Callable[[], BlockModel], goals: Values, order: Sequence[str], remaining: Callable[[], float]
) -> tuple[BlockModel, Solution]:
    """The levels without a weight are rows at their goals; where these cannot be reached together at this stage, they
    are solved one after the other."""
    rows = [level for level in order if level not in WEIGHTS and level != "waiting"]
    model = make()
    for level in rows:
        model.at_least(level, model_value(model.instance, level, goals[level]))
    model.maximise(WEIGHTS)
    solution = model.model.solve(remaining() * STAGE_SHARE, absolute_gap=0.6)
    if not solution.infeasible:
        return model, solution
    model = make()
    for level in rows:
        model.maximise({level: 1.0})
        solution = model.model.solve(remaining() * STAGE_SHARE, absolute_gap=0.6)
        if solution.values is None:
            return model, solution
        model.at_least(level, round(model.value(level, solution.values)))
    model.maximise(WEIGHTS)
    final = model.model.solve(remaining() * STAGE_SHARE, absolute_gap=0.6)
    return model, final if final.values is not None else solution


def _narrowed_to(model: BlockModel, solution: Solution, pairs: int) -> Bools:
    """[K, R] the rounds each pair may use next: a chosen pair those of its block, any other all."""
    assert solution.values is not None
    on = solution.values[model.x] > 0.5
    block_of = model.blocks.of_round()
    allowed = np.full((pairs, len(block_of)), True)
    allowed[model.choices.k[on]] = block_of[None, :] == model.choices.b[on][:, None]
    return allowed


def halved(blocks: Blocks) -> Blocks:
    """All blocks halved; where there are many, every second one of the longest, which loses less."""
    lengths = np.diff(blocks.edges)
    split = np.flatnonzero(lengths > 1)
    if blocks.count >= MANY_BLOCKS:
        longest = np.flatnonzero(lengths == lengths.max())
        split = longest[::2] if len(longest) > 4 else longest
    middles = (blocks.edges[split] + blocks.edges[split + 1]) // 2
    edges: Ints = np.union1d(blocks.edges, middles)
    return Blocks(edges)
