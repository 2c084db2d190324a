"""`eventhub doctor`: what is missing on this machine, one line a thing."""

from importlib import import_module

import click

from eventhub.cli.findings import Finding, Verdict, one_line

COLOURS = {Verdict.OK: "green", Verdict.NOTE: "yellow", Verdict.MISSING: "red"}
EXAMINERS = {
    "machine": ("eventhub.cli.machine", "machine_findings"),
    "solver": ("eventhub.cli.trial", "trial_findings"),
    "installation": ("eventhub.cli.installation", "installation_findings"),
}


@click.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """Say what is missing on this machine, and what to do about it.

    Looks at Python, packages, solver, time zones, Node.js and the built front end; then at this installation's folder,
    disk, settings and keys, database and port. It makes nothing and changes nothing.

    Each line begins with ok, note (worth knowing) or missing. Exit status: 0 if nothing is missing, otherwise 1.

    Example: eventhub doctor
    """
    findings = [finding for title in EXAMINERS for finding in _findings(title)]
    for finding in findings:
        verdict = click.style(f"{finding.verdict:<8}", fg=COLOURS[finding.verdict])
        click.echo(f"{verdict}{finding.thing:<11}{finding.detail}")
    if any(finding.verdict is Verdict.MISSING for finding in findings):
        context.exit(1)


def _findings(title: str) -> list[Finding]:
    """The findings of one examiner; where it cannot even be loaded, packages are missing."""
    module, function = EXAMINERS[title]
    try:
        examine = getattr(import_module(module), function)
    except ImportError as error:
        return [Finding(title, Verdict.MISSING, f"{one_line(error)}; run: make setup")]
    findings: list[Finding] = examine()
    return findings
