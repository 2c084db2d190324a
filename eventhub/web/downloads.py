"""Files that a page hands out."""

from flask import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CALENDAR = "text/calendar; charset=utf-8"


def download(content: bytes, name: str, mimetype: str) -> Response:
    """The bytes as a file of that name (ASCII) for the browser to save."""
    response = Response(content, content_type=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
