"""What the processes of a solve send each other, beside progress, plans and shared plans."""

from dataclasses import dataclass

from eventhub.matching.plan import Plan
from eventhub.matching.problem import Problem
from eventhub.matching.solve import Options, Progress, Shared


@dataclass(frozen=True)
class Task:
    """What the parent asks of a child: lead the search (`number` 0) or help.

    `started` and `deadline` are times of `time.monotonic`, which all processes of a machine share.
    """

    problem: Problem
    options: Options
    number: int
    started: float
    deadline: float


@dataclass(frozen=True)
class Finished:
    """The lead's last word."""

    plan: Plan


@dataclass(frozen=True)
class Failed:
    """The child met an error it did not expect."""

    reason: str


Message = Progress | Plan | Shared | Finished | Failed
