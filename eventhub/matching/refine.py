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
from eventhub.matching.firstplan import Guide, guided_plan
from eventhub.matching.instance import Bools, Instance, Ints
from eventhub.matching.milp import Floats, Solution
from eventhub.matching.roundmodel import RoundModel

MANY_BLOCKS = 8
STAGE_SHARE = 0.35  # of the time left
COARSE_GAP = 2e-4  # of the objective; the stages to come lose more than this
MOMENT = 0.5  # seconds for the last resort when the time is up
# Far enough apart that no gain in fit pays for somebody left out, near enough for exact arithmetic.
WEIGHTS = {"left_out": 1e5, "shortfall": 5e3, "fit": 1.0}


def refine(
    instance: Instance,
    goals: Values,
    order: Sequence[str],
    remaining: Callable[[], float],
    on_stage: Callable[[int], None],
) -> Decisions | None:
    """A plan whose early levels reach `goals` where that can be found; None if the time was too short for any.

    `remaining()` gives the seconds left; `on_stage` hears the number of blocks of each stage. Where the time ends
    between stages, the last stage's choice guides a greedy timetable.
    """
    guide: Guide | None = None
    blocks, chosen = Blocks.whole(instance.rounds), np.full((len(instance.pair_p), instance.rounds), True)
    while remaining() > 0:
        on_stage(blocks.count)
        wanted = np.logical_or.reduceat(chosen, blocks.edges[:-1], axis=1)
        model, solution = _solve(partial(_model, instance, blocks, wanted), goals, order, remaining)
        if solution.values is None:
            break
        if isinstance(model, RoundModel):
            return model.decisions(solution.values)
        guide = _guide(model, solution.values)
        chosen = np.where(guide.pairs[:, None], guide.rounds, True)
        blocks = halved(blocks)
    return None if guide is None else guided_plan(instance, max(remaining(), MOMENT), guide)


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
    gap = 0.0 if model.blocks.single else COARSE_GAP
    model.maximise(WEIGHTS)
    solution = model.model.solve(remaining() * STAGE_SHARE, absolute_gap=0.6, relative_gap=gap)
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
    final = model.model.solve(remaining() * STAGE_SHARE, absolute_gap=0.6, relative_gap=gap)
    return model, final if final.values is not None else solution


def _guide(model: BlockModel, values: Floats) -> Guide:
    """What a solution over blocks chose."""
    on = values[model.x] > 0.5
    block_of = model.blocks.of_round()
    pairs = np.zeros(len(model.instance.pair_p), dtype=bool)
    pairs[model.choices.k[on]] = True
    rounds = np.zeros((len(pairs), len(block_of)), dtype=bool)
    rounds[model.choices.k[on]] = block_of[None, :] == model.choices.b[on][:, None]
    return Guide(pairs, rounds, values[model.y] > 0.5)


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
