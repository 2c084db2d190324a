"""Pages for everybody: what this is, what is coming up, and the operator's texts."""

from flask import Blueprint, render_template

from eventhub.models.notices import NoticeKind
from eventhub.services.districts import notice_text
from eventhub.services.upcoming import upcoming_events
from eventhub.web.markdown import as_html
from eventhub.web.words import label

public = Blueprint("public", __name__)


@public.get("/")
def show_home() -> str:
    """What eventhub is, and the events that are open or published."""
    return render_template("public/home.html", events=upcoming_events())


@public.get("/notice/<any(imprint, privacy, accessibility, feedback):kind>")
def show_notice(kind: str) -> str:
    """One of the operator's texts, or the draft that comes along until there is one."""
    code = NoticeKind(kind)
    text = notice_text(code)
    return render_template("public/notice.html", title=label(code), kind=kind, text=text, as_html=as_html)
