"""The application factory: wiring and nothing else. It neither migrates nor prints nor starts a worker."""

from urllib.parse import urlsplit

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from eventhub.extensions import db, migrate
from eventhub.jobs import dispatch
from eventhub.models.encryption import KEYRING, Keyring
from eventhub.services.links import LINK_KEY
from eventhub.settings import Environment, Settings, load_settings
from eventhub.web import assets, blueprints, errors, formats, forms, frame, headers, languages, limits, policy, signin

SETTINGS = "eventhub_settings"

csrf = CSRFProtect()


def create_app(settings: Settings | None = None) -> Flask:
    """An application with these settings, or with those of the environment.

    Its database must be migrated before it is used: `eventhub.models.migration.upgrade`.
    """
    settings = settings or load_settings()
    app = Flask(__name__, instance_path=str(settings.instance), static_folder=None)
    app.config.from_mapping(
        SECRET_KEY=settings.secret_key,
        DEBUG=settings.debug,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.environment is Environment.PRODUCTION,
        MAX_CONTENT_LENGTH=16 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # our pages send no Referer (`no-referrer`); the token alone decides
        TRUSTED_HOSTS=_trusted_hosts(settings),
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)
    app.extensions[SETTINGS] = settings
    app.extensions[KEYRING] = Keyring(keys=settings.encryption_keys, current=settings.encryption_key_id)
    app.extensions[LINK_KEY] = settings.link_key
    db.init_app(app)
    migrate.init_app(app, db)
    dispatch.init_app(app, settings)
    csrf.init_app(app)
    for part in (headers, languages, formats, forms, policy, limits, errors, frame, assets, signin, blueprints):
        part.init_app(app)
    return app


def _trusted_hosts(settings: Settings) -> list[str] | None:
    """In production the public name, and this machine for its own health checks; every other Host header gets 400."""
    if settings.environment is not Environment.PRODUCTION:
        return None
    return [urlsplit(settings.base_url).hostname or "", "localhost", "127.0.0.1"]


def settings_of(app: Flask) -> Settings:
    """The settings the application was made with."""
    settings = app.extensions[SETTINGS]
    assert isinstance(settings, Settings)
    return settings


def _engine_options(settings: Settings) -> dict[str, object]:
    """No error message carries the values of a statement; a connection the server closed is found out before use."""
    options: dict[str, object] = {"hide_parameters": True}
    if not settings.database_url.startswith("sqlite"):
        options |= {"pool_pre_ping": True, "pool_size": 10}
    return options
