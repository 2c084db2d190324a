"""A real server with a worker on the demo district, and Debian's Chromium."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from waitress import create_server

from eventhub.app import create_app
from eventhub.extensions import db
from eventhub.jobs.worker import Worker
from eventhub.matching.process import solve_in_child
from eventhub.matching.solve import Options
from eventhub.models.people import InterfaceLanguage
from eventhub.services.actor import system_actor
from eventhub.services.demo.accounts import add_demo_accounts, demo_link, demo_password
from eventhub.services.demo.loading import load_demo
from eventhub.services.planning import build_problem, store_plan
from eventhub.services.publishing import publish
from eventhub.web.limits import limiter
from tests.browser.hands import Hands, Mouse
from tests.databases import settings_for_tests

SEED = 2027
PLANNED = ("coesfeld-2027-04-15", "luedinghausen-2027-04-29")
"""The events of the demo whose plans are published before the tests; the others have none."""

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@dataclass
class Site:
    """A running installation: where it answers, how to sign in, and the paths of two participants' pages."""

    address: str
    password: str
    arabic: str
    ukrainian: str
    app: Flask
    worker: Worker

    @contextmanager
    def without_worker(self) -> Iterator[None]:
        """Meanwhile jobs only wait."""
        self.worker.stop()
        yield
        self.worker = Worker(self.app, 1)
        self.worker.start()


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site"), sqlite_template) as site:
        yield site


@contextmanager
def served(folder: Path, template: Path) -> Iterator[Site]:
    """The demo district with two published plans, served with a worker by real threads."""
    path = shutil.copyfile(template, folder / "eventhub.sqlite")
    settings = settings_for_tests(folder, f"sqlite:///{path}")
    app = create_app(settings)
    with app.app_context():
        load_demo(system_actor(), SEED)
        add_demo_accounts(system_actor(), settings.secret_key)
        for slug in PLANNED:
            _publish(slug)
        links = [_link(code) for code in (InterfaceLanguage.ARABIC, InterfaceLanguage.UKRAINIAN)]
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    worker = Worker(app, 1)
    worker.start()
    Thread(target=server.run, daemon=True).start()
    address = f"http://localhost:{server.effective_port}"
    site = Site(address, demo_password(settings.secret_key), *links, app, worker)
    yield site
    server.close()
    site.worker.stop()
    with app.app_context():
        db.engine.dispose()


def _link(language: InterfaceLanguage) -> str:
    found = demo_link(system_actor(), language)
    assert found
    return found


def _publish(slug: str) -> None:
    problem = build_problem(system_actor(), slug)
    plan = solve_in_child(problem, Options(time_limit=3, seed=SEED), lambda progress: None, lambda: False)
    publish(system_actor(), store_plan(system_actor(), slug, problem, plan).public_id)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A browser window of its own, and every request and console message it made."""

    site: Site
    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a path of the site and expect it to answer."""
        answer = self.page.goto(self.site.address + path)
        assert answer is not None
        assert answer.status < 400, f"{path} answers {answer.status}"

    def sign_in(self, email: str, hands: Hands | None = None) -> None:
        """Sign in as one of the demo's accounts."""
        hands = hands or Mouse(self.page)
        self.open("/sign-in")
        hands.fill("#email", email)
        hands.fill("#password", self.site.password)
        hands.press("main button[type=submit]")
        self.page.wait_for_url(lambda address: "/sign-in" not in address)

    def foreign_requests(self) -> list[str]:
        """Requests that left the site."""
        own = (self.site.address, "data:", "blob:")
        return [address for address in self.requests if not address.startswith(own)]


@pytest.fixture
def visit(site: Site, chromium: Browser) -> Iterator[Visit]:
    """A window of a desk, 1280 by 900; afterwards no request has left the site and the console is silent."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    with watched(site, context) as visit:
        yield visit


@contextmanager
def watched(site: Site, context: BrowserContext) -> Iterator[Visit]:
    """A visit in that context; at the end no request has left the site and the console is silent."""
    limiter.reset()
    visit = Visit(site, context.new_page())
    visit.page.set_default_timeout(20_000)

    def note_request(request: Request) -> None:
        visit.requests.append(request.url)

    def note_console(message: Any) -> None:
        if message.type in ("error", "warning"):
            visit.complaints.append(message.text)

    context.on("request", note_request)
    context.on("console", note_console)
    yield visit
    context.close()
    assert visit.foreign_requests() == []
    assert visit.complaints == []
