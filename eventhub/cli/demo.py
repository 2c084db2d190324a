"""`eventhub demo`: an invented district, planned, published and exported."""

import click
from flask import Flask

from eventhub.app import create_app, settings_of
from eventhub.cli.folder import write_folder
from eventhub.cli.planning import plan_event
from eventhub.cli.reporting import report
from eventhub.demo.calendar import EVENTS
from eventhub.errors import NotFoundError, SettingsError
from eventhub.extensions import db
from eventhub.models.migration import upgrade
from eventhub.models.people import InterfaceLanguage
from eventhub.services.actor import system_actor
from eventhub.services.demo.accounts import ACCOUNTS, add_demo_accounts, demo_link, demo_password
from eventhub.services.demo.loading import district_exists, load_demo
from eventhub.services.districts import district_facts
from eventhub.services.exports import event_export
from eventhub.services.overviews import event_overview
from eventhub.services.planning import PlanOptions
from eventhub.services.publishing import publish
from eventhub.settings import Environment, Settings

EXPORTS = "exports"


@click.command()
@click.option("--time-limit", type=click.FloatRange(1, 3600), default=15, show_default=True, help="Seconds an event.")
@click.option("--seed", type=click.IntRange(0), default=2027, show_default=True, help="Seed of people and search.")
def demo(time_limit: float, seed: int) -> None:
    """Set up an invented district, plan its events and publish the plans.

    Brings the database up to date and, if it is empty, loads Kreis Coesfeld with invented people and employers: the
    same seed gives the same district. Then every event without a plan is planned, published and exported into the
    instance folder. A second run finds all that done and only prints it.

    A database that holds a district of its own is left alone, and so is a production installation.

    Example: eventhub demo --time-limit 30
    """
    app = create_app()
    if settings_of(app).environment is Environment.PRODUCTION:
        raise SettingsError("The demo is not for production: run it where EVENTHUB_ENVIRONMENT is development.")
    upgrade(app)
    with app.app_context():
        if _loaded(seed):
            _complete_all(app, PlanOptions(time_limit=time_limit, seed=seed))
            _tell_how_to_sign_in(settings_of(app))
        else:
            click.echo("The database holds a district of its own; it is left alone.")
        db.engine.dispose()


def _loaded(seed: int) -> bool:
    """Whether the demo's district is there, now if it was not before; a district of one's own is something else."""
    if not district_exists():
        load_demo(system_actor(), seed)
        click.echo("Loaded the demo district: Kreis Coesfeld, with invented people and employers.")
    try:
        return all(event_overview(system_actor(), event.slug) for event in EVENTS)
    except NotFoundError:
        return False


def _complete_all(app: Flask, options: PlanOptions) -> None:
    for event in EVENTS:
        _complete(app, event.slug, options)
    click.echo(f"\nPlans, calendars and rosters lie in {settings_of(app).instance / EXPORTS}.")


def _tell_how_to_sign_in(settings: Settings) -> None:
    """Accounts and links to try; a database whose district is not marked as invented gets none."""
    if not district_facts().demo:
        return
    add_demo_accounts(system_actor(), settings.secret_key)
    password = demo_password(settings.secret_key)
    click.echo(f"\nTo try it, sign in at {settings.base_url}/sign-in with the password {password} as")
    for account in ACCOUNTS:
        click.echo(f"  {account.email:<24} {account.who}")
    click.echo("or open a participant's page:")
    for language in (InterfaceLanguage.ARABIC, InterfaceLanguage.UKRAINIAN):
        path = demo_link(system_actor(), language)
        if path is not None:
            click.echo(f"  {settings.base_url}{path}  (reads {language})")


def _complete(app: Flask, slug: str, options: PlanOptions) -> None:
    """Do what is still missing for an event, and print how it stands."""
    folder = settings_of(app).instance / EXPORTS / slug
    overview = event_overview(system_actor(), slug)
    if not overview.published:
        click.echo(f"Planning {slug}, at most {options.time_limit:.0f} s ...")
        result = plan_event(app, slug, options)
        publish(system_actor(), result["public_id"])
        write_folder(folder, event_export(system_actor(), slug), replace=True)
    elif not folder.exists():
        write_folder(folder, event_export(system_actor(), slug))
    report(event_overview(system_actor(), slug), str(folder))
