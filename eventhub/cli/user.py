"""`eventhub user add`: accounts, made on the server."""

import click

from eventhub.cli.opening import application
from eventhub.models.codes import Role
from eventhub.services.accounts import Place, add_user, new_password
from eventhub.services.actor import system_actor

ROLES = [role.value for role in Role]


@click.group()
def user() -> None:
    """Manage the accounts of staff, employers and agencies."""


@user.command()
@click.argument("email")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), required=True, help="What the account may do."
)
@click.option(
    "--municipality", metavar="NAME", help="Where a role of the staff holds, by name or AGS. [default: everywhere]"
)
@click.option("--employer", metavar="NAME", help="The employer (role employer), by name or public id.")
@click.option("--agency", metavar="CODE", help="The agency (role agency), by code or public id.")
@click.option("--interpreter", metavar="NAME", help="The interpreter (role interpreter), by name or public id.")
@click.option("--generate", is_flag=True, help="Make a password and print it once, instead of asking for one.")
def add(
    email: str,
    role: str,
    municipality: str | None,
    employer: str | None,
    agency: str | None,
    interpreter: str | None,
    generate: bool,
) -> None:
    """Add an account for EMAIL with one role.

    Asks for the password without showing it; it is kept as an Argon2id hash only and has at least 12 characters.

    \b
    Examples:
      eventhub user add kim@example.org --role organiser
      eventhub user add toni@example.org --role case_worker --municipality Dülmen
      eventhub user add abh@example.org --role agency --agency abh --generate
    """
    password = new_password() if generate else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    place = Place(municipality, employer, agency, interpreter)
    with application():
        add_user(system_actor(), email, password, Role(role), place)
    click.echo(f"Added {email}.")
    if generate:
        click.echo(f"Password, shown this once: {password}")
