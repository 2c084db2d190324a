"""Text from people, made fit for files: one kind of line break, no characters that a file format forbids."""

import re

_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def clean_text(text: str) -> str:
    r"""The text with every line break as "\n" and without characters that no document may hold.

    Line breaks are CR LF, a lone CR, VT, FF, NEL and the Unicode line and paragraph separators. Removed are the other
    control characters (RFC 5545 section 3.1 forbids those of ASCII except the tab; XML 1.0 section 2.2 too), lone
    surrogates, which UTF-8 cannot write, the byte order mark U+FEFF, which readers drop, and the non-characters U+FFFE
    and U+FFFF. Nothing else changes.
    """
    return _FORBIDDEN.sub("", _LINE_BREAK.sub("\n", text))


def one_line(text: str) -> str:
    """The cleaned text with each line break as a space."""
    return clean_text(text).replace("\n", " ")
