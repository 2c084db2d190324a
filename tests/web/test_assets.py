"""Built files: compressed, kept for ever, and nothing else from the disk."""

import gzip
import json

import pytest
from flask import Flask

from eventhub.web.assets import DIST, MANIFEST

BUILT = json.loads((DIST / MANIFEST).read_text())


@pytest.mark.parametrize("name", ["kern.css", "htmx.js"])
def test_text_is_sent_compressed_to_who_takes_it(sqlite_app: Flask, name: str) -> None:
    client, path = sqlite_app.test_client(), f"/assets/{BUILT[name]}"
    packed = client.get(path, headers={"Accept-Encoding": "gzip"}, buffered=True)
    plain = client.get(path, buffered=True)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert packed.mimetype == plain.mimetype
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_built_file_is_kept_for_ever_and_without_a_cookie(sqlite_app: Flask) -> None:
    answer = sqlite_app.test_client().get(f"/assets/{BUILT['FiraSans-Regular.woff2']}", buffered=True)
    assert "immutable" in answer.headers["Cache-Control"]
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("name", ["nothing.css", "%2e%2e%2fsettings.py", "licences", "..%2F..%2Fapp.py"])
def test_nothing_but_built_files_is_served(sqlite_app: Flask, name: str) -> None:
    assert sqlite_app.test_client().get(f"/assets/{name}").status_code == 404
