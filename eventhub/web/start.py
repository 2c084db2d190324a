"""Where a person goes after signing in: to the pages of their first role."""

from flask import Blueprint, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub.web.frame import NAVIGATION

start = Blueprint("start", __name__)


@start.get("/start")
def show_start() -> Response | str:
    """Redirect to the first page of the first role in the order of the navigation."""
    for role, items in NAVIGATION.items():
        if role in current_user.held and items:
            return redirect(url_for(items[0].endpoint))
    return render_template("start.html")
