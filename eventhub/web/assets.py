"""Style sheets, scripts and fonts, built by `make assets`: hashed names, kept by browsers for ever, sent compressed."""

import json
from pathlib import Path

from flask import Blueprint, Flask, Response, request, send_from_directory, url_for

DIST = Path(__file__).parents[1] / "static" / "dist"
MANIFEST = "manifest.json"
A_YEAR = 365 * 24 * 3600

assets = Blueprint("assets", __name__)


def init_app(app: Flask) -> None:
    """Templates name an asset by its plain name: `{{ asset('kern.css') }}`."""
    manifest: dict[str, str] = json.loads((DIST / MANIFEST).read_text()) if (DIST / MANIFEST).exists() else {}
    app.register_blueprint(assets)
    app.add_template_global(lambda name: url_for("assets.asset", name=manifest.get(name, name)), "asset")


@assets.get("/assets/<name>")
def asset(name: str) -> Response:
    """A built file; the compressed copy where there is one and the browser takes it."""
    packed = f"{name}.gz"
    if not (DIST / packed).is_file():
        return _kept(send_from_directory(DIST, name, max_age=A_YEAR))
    if not request.accept_encodings["gzip"]:
        response = _kept(send_from_directory(DIST, name, max_age=A_YEAR))
    else:
        mimetype = "text/css" if name.endswith(".css") else "text/javascript"
        response = _kept(send_from_directory(DIST, packed, max_age=A_YEAR, mimetype=mimetype))
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    return response


def _kept(response: Response) -> Response:
    response.cache_control.public = True
    response.cache_control.immutable = True
    return response
