"""`eventhub explain`: who is left out or short and why, why a pair does not meet, and what helps most."""

import json
import time
from typing import Any

import click

from eventhub.cli.solving import load_problem, read
from eventhub.errors import EventHubError, InputError
from eventhub.matching.conflicts import pin_conflicts
from eventhub.matching.documents import read_plan
from eventhub.matching.explain import PairExplained, PersonExplained, explain_pair, explain_people
from eventhub.matching.explanation_words import LANGUAGES, help_sentence, sentences
from eventhub.matching.helping import Help, helps
from eventhub.matching.reasons import Reason
from eventhub.matching.rules import violations
from eventhub.matching.whatif import Case

EXPLANATION_SCHEMA = "eventhub-explanation/1"


@click.command()
@click.argument("problem", metavar="PROBLEM.json")
@click.argument("plan", metavar="PLAN.json")
@click.option(
    "--pair",
    "pairs",
    nargs=2,
    multiple=True,
    metavar="P E",
    help="Explain why this participant and this employer do not meet; may be given several times. Only they are then "
    "explained.",
)
@click.option("--json", "as_json", is_flag=True, help="Write one eventhub-explanation/1 document.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="de",
    show_default=True,
    help="Of the sentences.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(1, 3600),
    default=20.0,
    show_default=True,
    metavar="S",
    help="Seconds, about: at most half for the people, the rest for what helps most. A pair takes a second or two.",
)
def explain(
    problem: str, plan: str, pairs: tuple[tuple[str, str], ...], as_json: bool, language: str, time_limit: float
) -> None:
    """Explain a plan: who is left out or short and why, and what helps most.

    Every reason was found by solving again; what is not proven is said not to be.

    \b
    Exit status: 0 explained, 1 the pins of the problem cannot stand together (the sentences say which),
    2 an input error, also where the plan breaks a rule.

    \b
    Example: eventhub explain day.json plan.json --pair p17 e3
    """
    try:
        document = load_problem(problem)
        conflicts = pin_conflicts(document)
        if conflicts:
            _write({"conflicts": list(conflicts)}, as_json)
            raise SystemExit(1)
        found = read_plan(read(plan), document)
        broken = violations(document, found)
        if broken:
            raise InputError(f"{plan}: the plan breaks a rule. {broken[0]}")
        case = Case(document, found)
        if pairs:
            explained = {"pairs": [_pair(explain_pair(case, *pair), language) for pair in pairs]}
        else:
            started = time.monotonic()
            people = [_person(person, language) for person in explain_people(case, started + time_limit / 2)]
            left = started + time_limit - time.monotonic()
            explained = {"people": people, "helps": [_help(help_, language) for help_ in helps(case, left)]}
    except EventHubError as error:
        click.echo(f"eventhub explain: {error}", err=True)
        raise SystemExit(2) from error
    _write(explained, as_json)


def _reasons(reasons: tuple[Reason, ...], language: str) -> dict[str, Any]:
    coded = [{"code": why.code.value, **dict(why.details)} for why in reasons]
    return {"reasons": coded, "sentences": sentences(reasons, language)}


def _person(found: PersonExplained, language: str) -> dict[str, Any]:
    facts = {"participant": found.participant, "dates": found.dates, "min_dates": found.min_dates}
    return {**facts, **_reasons(found.reasons, language)}


def _pair(found: PairExplained, language: str) -> dict[str, Any]:
    return {"participant": found.participant, "employer": found.employer, **_reasons(found.reasons, language)}


def _help(found: Help, language: str) -> dict[str, Any]:
    gains = {gain.level: {"found": gain.found, "most": gain.most} for gain in found.gains}
    change = {"kind": found.change.kind, "what": found.change.what or None}
    return {**change, "gains": gains, "sentences": [help_sentence(found, language)]}


def _write(explained: dict[str, list[Any]], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"schema": EXPLANATION_SCHEMA, **explained}, ensure_ascii=False, indent=1))
        return
    for conflict in explained.get("conflicts", []):
        click.echo(conflict)
    for person in explained.get("people", []):
        click.echo(f"{person['participant']} ({person['dates']}/{person['min_dates']})")
        _indent(person["sentences"])
    for pair in explained.get("pairs", []):
        click.echo(f"{pair['participant']} – {pair['employer']}")
        _indent(pair["sentences"])
    for help_ in explained.get("helps", []):
        _indent(help_["sentences"])


def _indent(lines: list[str]) -> None:
    for line in lines:
        click.echo(f"  {line}")
