"""What tests of the organiser's pages share: somebody at a desk who reads pages and sends forms."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from eventhub.extensions import db
from eventhub.models.codes import Role
from eventhub.models.places import Municipality
from tests import factories as make
from tests.services.worlds import World, make_world
from tests.web.pages import client_for


def organiser(app: Flask, municipality: Municipality | None = None) -> FlaskClient:
    """A client signed in as an organiser there, or of the whole district; forms need no token from then on."""
    app.config["WTF_CSRF_ENABLED"] = True
    client = client_for(app, make.staff_grant(Role.ORGANISER, municipality))
    app.config["WTF_CSRF_ENABLED"] = False
    client.get("/notice/imprint?lang=en")
    return client


@dataclass(frozen=True)
class Desk:
    """An organiser of the world's municipality, at one of its event's lists; paths go on from there."""

    world: World
    client: FlaskClient
    home: str

    def read(self, path: str = "") -> str:
        """The page, which there must be."""
        db.session.rollback()
        answer = self.client.get(self.home + path)
        assert answer.status_code == 200, answer.status_code
        return answer.text

    def send(self, path: str, data: dict[str, Any] | None = None) -> Any:
        """The answer to a form; the test then sees what it wrote."""
        db.session.rollback()
        answer = self.client.post(self.home + path, data=data)
        db.session.rollback()
        return answer


def make_desk(app: Flask, part: str) -> Desk:
    """A world, and its organiser at that part of its event."""
    world = make_world()
    return Desk(world, organiser(app, world.municipality), f"/organise/events/{world.event.slug}/{part}")
