"""A problem as arrays, with what is already decided taken out.

The same shape serves three times: the whole problem (held dates decided), the rest of it around a plan that is being
repaired (all dates decided that stay), and the pins alone. Indices: p participant, e employer, k open pair, s seat
candidate, r round, c interpreter class, t interpreter type. A *class* is the set of interpreters who could serve a
pair, whatever the languages; a *type* is a set of interpreters who belong to the same classes.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eventhub.matching.problem import Pair, Problem, Span
from eventhub.matching.rules import levels, open_rounds

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Instance:
    """See the module; shapes in brackets. All counts are what is left after the decided part."""

    rounds: int
    base: dict[str, int]  # what the decided part gives to seats, promised, kept and fit
    present_p: Bools  # [P, R] available, decided or not
    busy_p: Bools  # [P, R] something decided takes place
    free_p: Bools  # [P, R] may start something new there
    capacity_e: Ints  # [E, R] dates that still fit
    seats_e: Ints  # [E] dates of one talk at most
    group_e: Bools  # [E]
    left_p: Ints  # [P] dates until max_dates
    need_p: Ints  # [P] dates missing to min_dates
    need_e: Ints  # [E]
    dateless_p: Bools  # [P] has a listed pair and no date yet
    pair_p: Ints  # [K]
    pair_e: Ints  # [K]
    score: Ints  # [K]
    promised: Bools  # [K]
    cls: Ints  # [K] interpreter class, -1 where none is needed
    allowed: Bools  # [K, R]
    kept_round: Ints  # [K] round in which the date was announced, -1
    pinned: Bools  # [K] must take place (its only allowed round is the pinned one)
    seat_p: Ints  # [S]
    seat_session: Ints  # [S]
    seat_kept: Bools  # [S] announced before
    seat_pinned: Bools  # [S]
    session_first: Ints  # [sessions]
    session_end: Ints  # [sessions]
    session_topic: Ints  # [sessions]
    session_left: Ints  # [sessions]
    after: tuple[tuple[int, int], ...]  # (k, topic): k only after a seat for the topic
    class_types: tuple[tuple[int, ...], ...]  # [c] types that can serve
    type_free: Ints  # [T, R] interpreters free
    talk_types: Bools  # [E, R, T] group talk that stands and is served by the type

    @property
    def seat_first(self) -> Ints:
        """First round of each seat candidate's session."""
        return self.session_first[self.seat_session]

    @property
    def seat_end(self) -> Ints:
        """First round after each seat candidate's session."""
        return self.session_end[self.seat_session]

    @property
    def seat_topic(self) -> Ints:
        """Topic of each seat candidate."""
        return self.session_topic[self.seat_session]


@dataclass(frozen=True)
class Compiled:
    """The instance of a whole problem, with the way back to its ids and the levels that `held` gives by itself."""

    problem: Problem
    instance: Instance
    pair_ids: tuple[tuple[str, str], ...]  # [K]
    seat_ids: tuple[tuple[str, str], ...]  # [S]
    type_members: tuple[tuple[str, ...], ...]  # [T] interpreter ids


def compile_problem(problem: Problem) -> Compiled:
    """Take the held part out of a problem and put the rest into arrays.

    Pairs without any possible round are left out unless they are pinned; a pin that cannot stand keeps an empty row.
    """
    return _Compiler(problem).compiled()


class _Compiler:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.p = {x.id: i for i, x in enumerate(problem.participants)}
        self.e = {x.id: i for i, x in enumerate(problem.employers)}
        self.session = {x.id: i for i, x in enumerate(problem.sessions)}
        topics = [s.topic for s in problem.sessions] + [t for pair in problem.pairs for t in pair.after]
        self.topic = {t: i for i, t in enumerate(dict.fromkeys(topics))}
        self.held_pairs = {(d.participant, d.employer) for d in problem.held.dates}
        self.listed = {(x.participant, x.employer): x for x in problem.pairs}
        sessions = problem.sessions
        self.heard = {
            (seat.participant, sessions[self.session[seat.session]].topic): sessions[self.session[seat.session]].end
            for seat in problem.held.seats
        }
        self.present_p = self._rounds([p.available for p in problem.participants])
        self.busy_p = self._held_rounds()
        closed = np.arange(problem.rounds) < problem.closed_before
        self.free_p = self.present_p & ~self.busy_p & ~closed
        seats = np.array([e.seats for e in problem.employers], dtype=np.int64)
        self.capacity_e = (self._rounds([e.available for e in problem.employers]) & ~closed) * seats[:, None]
        self.open_i = self._rounds([i.available for i in problem.interpreters]) & ~closed
        self.seat_ids = self._seat_candidates()

    def _rounds(self, spans: list[tuple[Span, ...]]) -> Bools:
        found = np.zeros((len(spans), self.problem.rounds), dtype=bool)
        for i, span in enumerate(spans):
            found[i, sorted(open_rounds(span))] = True
        return found

    def _held_rounds(self) -> Bools:
        busy = np.zeros_like(self.present_p)
        for date in self.problem.held.dates:
            busy[self.p[date.participant], date.round] = True
        for seat in self.problem.held.seats:
            session = self.problem.sessions[self.session[seat.session]]
            busy[self.p[seat.participant], session.first_round : session.end] = True
        return busy

    def _seat_candidates(self) -> list[tuple[str, str]]:
        """Seats that rules 3 and 7 allow."""
        return [
            (who.id, session.id)
            for p, who in enumerate(self.problem.participants)
            for session in self.problem.sessions
            if session.topic in who.requires
            and (who.id, session.topic) not in self.heard
            and (not session.languages or set(session.languages) & set(who.understands))
            and self.free_p[p, session.first_round : session.end].all()
        ]

    def _classes(self) -> tuple[dict[tuple[str, ...], int], list[frozenset[int]]]:
        """Class of each wanted set of languages, and the interpreters in each class."""
        index: dict[frozenset[int], int] = {}
        by_languages: dict[tuple[str, ...], int] = {}
        for pair in self.problem.pairs:
            if pair.interpreter and pair.interpreter not in by_languages:
                wanted = set(pair.interpreter)
                who = frozenset(i for i, x in enumerate(self.problem.interpreters) if wanted & set(x.languages))
                by_languages[pair.interpreter] = index.setdefault(who, len(index))
        return by_languages, list(index)

    def compiled(self) -> Compiled:
        """Put it all together."""
        problem, rounds = self.problem, self.problem.rounds
        by_languages, classes = self._classes()
        types: dict[frozenset[int], list[int]] = {}
        for i in range(len(problem.interpreters)):
            member = frozenset(c for c, who in enumerate(classes) if i in who)
            if member:
                types.setdefault(member, []).append(i)
        type_free = np.array([self.open_i[members].sum(axis=0) for members in types.values()], dtype=np.int64)
        type_free = type_free.reshape(len(types), rounds)
        class_types = tuple(tuple(t for t, member in enumerate(types) if c in member) for c in range(len(classes)))
        served = np.array([type_free[list(ts)].sum(axis=0) > 0 for ts in class_types], dtype=bool)
        served = served.reshape(len(classes), rounds)

        pinned = {(d.participant, d.employer): d.round for d in problem.pinned.dates}
        pairs, allowed = self._open_pairs(by_languages, served, pinned)
        keys = [(x.participant, x.employer) for x in pairs]
        announced = {(d.participant, d.employer): d.round for d in problem.previous.dates}
        kept_round = np.array([announced.get(key, -1) for key in keys], dtype=np.int64)
        possible = kept_round >= 0
        possible[possible] = allowed[possible, kept_round[possible]]
        kept_seats = {s.key for s in problem.previous.seats}
        pinned_seats = {s.key for s in problem.pinned.seats}
        left_p, need_p, need_e, dateless = self._missing()
        held = levels(problem, problem.held)
        instance = Instance(
            rounds=rounds,
            base={name: held[name] for name in ("seats", "promised", "kept", "fit")},
            present_p=self.present_p,
            busy_p=self.busy_p,
            free_p=self.free_p,
            capacity_e=self.capacity_e,
            seats_e=np.array([e.seats for e in problem.employers], dtype=np.int64),
            group_e=np.array([e.group for e in problem.employers], dtype=bool),
            left_p=left_p,
            need_p=need_p,
            need_e=need_e,
            dateless_p=dateless,
            pair_p=np.array([self.p[x.participant] for x in pairs], dtype=np.int64),
            pair_e=np.array([self.e[x.employer] for x in pairs], dtype=np.int64),
            score=np.array([x.score for x in pairs], dtype=np.int64),
            promised=np.array([x.promised for x in pairs], dtype=bool),
            cls=np.array([by_languages[x.interpreter] if x.interpreter else -1 for x in pairs], dtype=np.int64),
            allowed=allowed,
            kept_round=np.where(possible, kept_round, -1),
            pinned=np.array([key in pinned for key in keys], dtype=bool),
            seat_p=np.array([self.p[p] for p, _ in self.seat_ids], dtype=np.int64),
            seat_session=np.array([self.session[s] for _, s in self.seat_ids], dtype=np.int64),
            seat_kept=np.array([key in kept_seats for key in self.seat_ids], dtype=bool),
            seat_pinned=np.array([key in pinned_seats for key in self.seat_ids], dtype=bool),
            session_first=np.array([s.first_round for s in problem.sessions], dtype=np.int64),
            session_end=np.array([s.end for s in problem.sessions], dtype=np.int64),
            session_topic=np.array([self.topic[s.topic] for s in problem.sessions], dtype=np.int64),
            session_left=self._session_left(),
            after=tuple(
                (k, self.topic[t]) for k, x in enumerate(pairs) for t in x.after if (x.participant, t) not in self.heard
            ),
            class_types=class_types,
            type_free=type_free,
            talk_types=np.zeros((len(problem.employers), rounds, len(types)), dtype=bool),
        )
        return Compiled(
            problem=problem,
            instance=instance,
            pair_ids=tuple(keys),
            seat_ids=tuple(self.seat_ids),
            type_members=tuple(tuple(problem.interpreters[i].id for i in members) for members in types.values()),
        )

    def _open_pairs(
        self, by_languages: dict[tuple[str, ...], int], served: Bools, pinned: dict[tuple[str, str], int]
    ) -> tuple[list[Pair], Bools]:
        """The pairs that could still meet, and in which rounds each by its own rules."""
        could_hear = {(p, self.problem.sessions[self.session[s]].topic) for p, s in self.seat_ids}
        pairs, rows = [], []
        for pair in self.problem.pairs:
            key = (pair.participant, pair.employer)
            if key in self.held_pairs:
                continue
            row = self.free_p[self.p[pair.participant]] & (self.capacity_e[self.e[pair.employer]] > 0)
            if pair.interpreter:
                row = row & served[by_languages[pair.interpreter]]
            for topic in pair.after:
                if (pair.participant, topic) in self.heard:
                    row[: self.heard[pair.participant, topic]] = False
                elif (pair.participant, topic) not in could_hear:
                    row[:] = False
            if key in pinned:
                row = row & (np.arange(self.problem.rounds) == pinned[key])
            if row.any() or key in pinned:
                pairs.append(pair)
                rows.append(row)
        return pairs, np.array(rows, dtype=bool).reshape(len(rows), self.problem.rounds)

    def _missing(self) -> tuple[Ints, Ints, Ints, Bools]:
        """Dates left and missing per participant, missing per employer, and who has none though a pair is listed."""
        problem = self.problem
        dates = Counter(d.participant for d in problem.held.dates)
        met = Counter(d.employer for d in problem.held.dates)
        concerned = {p for p, _ in self.listed}
        firms = {e for _, e in self.listed}
        people = problem.participants
        left = [max(0, p.max_dates - dates[p.id]) for p in people]
        need_p = [max(0, p.min_dates - dates[p.id]) if p.id in concerned else 0 for p in people]
        need_e = [max(0, e.min_dates - met[e.id]) if e.id in firms else 0 for e in problem.employers]
        dateless = [p.id in concerned and not dates[p.id] for p in people]
        return (
            np.array(left, dtype=np.int64),
            np.array(need_p, dtype=np.int64),
            np.array(need_e, dtype=np.int64),
            np.array(dateless, dtype=bool),
        )

    def _session_left(self) -> Ints:
        taken = Counter(s.session for s in self.problem.held.seats)
        return np.array([max(0, s.capacity - taken[s.id]) for s in self.problem.sessions], dtype=np.int64)
