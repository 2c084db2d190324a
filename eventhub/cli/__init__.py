"""The `eventhub` command line.

Commands load only when they are called, so `eventhub solve` imports neither Flask nor the models.
"""

from importlib import import_module
from typing import Any

import click

from eventhub.errors import EventHubError

COMMANDS = {
    "check": "eventhub.cli.solving",
    "demo": "eventhub.cli.demo",
    "doctor": "eventhub.cli.doctor",
    "duty": "eventhub.cli.duty",
    "duty-check": "eventhub.cli.duty",
    "explain": "eventhub.cli.explaining",
    "export": "eventhub.cli.exporting",
    "plan": "eventhub.cli.planning",
    "serve": "eventhub.cli.serving",
    "solve": "eventhub.cli.solving",
    "user": "eventhub.cli.user",
    "worker": "eventhub.cli.serving",
}


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None; its module names it after the command, `duty-check` as `duty_check`."""
        module = COMMANDS.get(cmd_name)
        return getattr(import_module(module), cmd_name.replace("-", "_")) if module else None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error that a person can act on becomes its sentence and exit status 2."""
        try:
            return super().invoke(ctx)
        except EventHubError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(2)


@click.group(cls=LazyGroup)
@click.version_option(package_name="eventhub")
def main() -> None:
    """Plan speed-dating days between refugees and employers."""
