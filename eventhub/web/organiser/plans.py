"""Plan an event, watch it, look at the plan, publish it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from werkzeug.wrappers import Response as BaseResponse
from wtforms import SelectField
from wtforms.fields import SelectChoice

from eventhub.errors import ConflictError, InputError
from eventhub.matching.plan import LevelValue
from eventhub.models.columns import utc_now
from eventhub.models.jobs import JobState
from eventhub.services import jobs
from eventhub.services.jobs import JobStatus
from eventhub.services.organised_events import organised_event
from eventhub.services.plan_grids import Row, employer_rows, person_rows, session_seats
from eventhub.services.plan_views import PlanView, plan_view
from eventhub.services.planning import PlanOptions, latest_plan_job, request_plan
from eventhub.services.publishing import preview, publish
from eventhub.web.errors import sentence
from eventhub.web.forms import Form
from eventhub.web.organiser.event_forms import ConfirmForm
from eventhub.web.organiser.levels import level_lines, stage_words
from eventhub.web.policy import actor

plans = Blueprint("plans", __name__)

Answer = str | BaseResponse
ROWS: dict[str, Callable[[PlanView], list[Row]]] = {"employers": employer_rows, "people": person_rows}


class PlanForm(Form):
    """How long to compute."""

    seconds = SelectField(
        lazy_gettext("Time to compute"),
        choices=[
            SelectChoice("15", lazy_gettext("15 seconds: to look at it quickly")),
            SelectChoice("60", lazy_gettext("1 minute: enough for most events")),
            SelectChoice("300", lazy_gettext("5 minutes: for very large events")),
        ],
        default="60",
    )


@plans.get("/")
def show_plan(slug: str) -> str:
    """The plan as a timetable, how good it is, who is left out; and the computing, while it goes on."""
    event = organised_event(actor(), slug)
    job = latest_plan_job(actor(), slug)
    view = plan_view(actor(), slug, published="published" in request.args)
    shown = request.args.get("view", "employers")
    return render_template(
        "organiser/plan.html",
        event=event,
        form=PlanForm(),
        confirm=ConfirmForm(),
        job=job,
        running=job is not None and not job.ended,
        trouble=_trouble(job),
        view=view,
        lines=level_lines(view.levels) if view else [],
        shown=shown if shown in (*ROWS, "sessions") else "employers",
        progress=_progress(job),
        **_table(view, shown, request.args.get("q", "")),
    )


@plans.post("/start")
def start_planning(slug: str) -> Answer:
    """Ask for a plan; while one is being computed, watch that one."""
    form = PlanForm()
    if form.validate_on_submit():
        try:
            request_plan(actor(), slug, PlanOptions(time_limit=float(form.seconds.data)))
        except (InputError, ConflictError) as error:
            flash(sentence(error), "danger")
    return redirect(url_for("plans.show_plan", slug=slug))


@plans.get("/progress")
def show_progress(slug: str) -> Response:
    """How far the computing is, for the page that shows it; once it has ended, the page loads itself anew."""
    job = latest_plan_job(actor(), slug)
    if job is None or job.ended:
        response = make_response("")
        response.headers["HX-Refresh"] = "true"
        return response
    page = render_template("organiser/progress.html", progress=_progress(job), event=organised_event(actor(), slug))
    return make_response(page)


@plans.post("/cancel")
def cancel_planning(slug: str) -> Answer:
    """Stop computing; the plan stays as it was."""
    job = latest_plan_job(actor(), slug)
    if job is not None and ConfirmForm().validate_on_submit():
        jobs.cancel(actor(), job.public_id)
        flash(_("Computing is being stopped. The plan stays as it was."))
    return redirect(url_for("plans.show_plan", slug=slug))


@plans.route("/publish", methods=["GET", "POST"])
def publish_plan(slug: str) -> Answer:
    """Say who will be told what, then tell them."""
    form, view = ConfirmForm(), plan_view(actor(), slug)
    if view is None or view.is_published:
        flash(_("There is no new plan to publish."), "warning")
        return redirect(url_for("plans.show_plan", slug=slug))
    try:
        if form.validate_on_submit():
            changes = publish(actor(), request.form.get("version", view.version_id))
            flash(_published(changes.new + changes.changed + changes.cancelled))
            return redirect(url_for("events.show_event", slug=slug))
        changes = preview(actor(), view.version_id)
    except (InputError, ConflictError) as error:
        flash(sentence(error), "danger")
        return redirect(url_for("plans.show_plan", slug=slug))
    event = organised_event(actor(), slug)
    return render_template("organiser/publish.html", form=form, view=view, changes=changes, event=event)


def _published(told: int) -> str:
    return str(
        ngettext(
            "The plan is published: %(num)s date or seat was told, changed or taken back.",
            "The plan is published: %(num)s dates and seats were told, changed or taken back.",
            told,
        )
    )


def _table(view: PlanView | None, shown: str, wanted: str) -> dict[str, Any]:
    """The rows of the chosen picture whose name or number holds what was searched for."""
    if view is None:
        return {"rows": [], "sessions": [], "q": wanted}
    if shown == "sessions":
        return {"rows": [], "sessions": session_seats(view), "q": wanted}
    needle = wanted.strip().casefold()
    rows = ROWS.get(shown, employer_rows)(view)
    return {"rows": [row for row in rows if _matches(row, needle)], "sessions": [], "q": wanted}


def _matches(row: Row, needle: str) -> bool:
    return not needle or needle in row.name.casefold() or needle == str(row.number)


def _trouble(job: JobStatus | None) -> str:
    """Why the last computing left no new plan, in one sentence; empty if it did."""
    if job is None or not job.ended:
        return ""
    if job.state is JobState.CANCELLED:
        return str(_("The last computing was stopped before its end."))
    if job.state is JobState.FAILED:
        return str(_("The last computing failed: %(why)s", why=_(job.error) if job.error else ""))
    if job.result and job.result.get("stale"):
        return str(_("The data changed while the last plan was being computed, so it was put aside. Plan again."))
    return ""


def _progress(job: JobStatus | None) -> dict[str, Any] | None:
    """Stage in words, seconds so far and in all, levels so far."""
    if job is None or job.ended:
        return None
    progress = job.progress or {}
    return {
        "stage": stage_words(progress.get("stage", "")),
        "stopping": job.cancel_requested,
        "seconds": 0.0 if job.started_at is None else (utc_now() - job.started_at).total_seconds(),
        "limit": job.payload.get("time_limit", 60.0),
        "lines": level_lines({name: LevelValue(**level) for name, level in progress.get("levels", {}).items()}),
    }
