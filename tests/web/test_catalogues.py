"""The catalogues: German says everything, Arabic all that participants read, and neither lags behind the source."""

import ast
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted((ROOT / "eventhub" / "translations").glob("*/LC_MESSAGES/messages.po"))

PARTICIPANTS_READ = (
    "eventhub/templates/base.html",
    "eventhub/templates/errors/",
    "eventhub/templates/participant/",
    "eventhub/templates/parts/events.html",
    "eventhub/templates/parts/forms.html",
    "eventhub/templates/parts/page.html",
    "eventhub/templates/public/",
    "eventhub/templates/security/",
    "eventhub/services/calendars.py",
    "eventhub/services/events.py",
    "eventhub/services/links.py",
    "eventhub/services/schedules.py",
    "eventhub/web/errors.py",
    "eventhub/web/form_sentences.py",
    "eventhub/web/participant/",
    "eventhub/web/public/",
    "eventhub/web/signin.py",
    "eventhub/web/words.py",
)
"""Files and folders whose strings reach people without an account, and the sign-in page, which all may open."""

EXTRACTED_NAMES = {"_", "gettext", "ngettext", "pgettext", "npgettext", "lazy_gettext", "lazy_pgettext"}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%(?!\()")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All strings that are in program and templates now, with the places where they stand."""
    template = tmp_path_factory.mktemp("strings") / "messages.pot"
    subprocess.run(["./scripts/extract.sh", template, "--add-location", "file"], cwd=ROOT, check=True)
    return read(template)


@pytest.fixture(params=CATALOGUES, ids=lambda path: path.parts[-3])
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return read(request.param)


def read(path: Path) -> Catalog:
    language = path.parts[-3] if path in CATALOGUES else None
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def german() -> Catalog:
    return read(ROOT / "eventhub" / "translations" / "de" / "LC_MESSAGES" / "messages.po")


def arabic() -> Catalog:
    return read(ROOT / "eventhub" / "translations" / "ar" / "LC_MESSAGES" / "messages.po")


def entries(catalogue: Catalog) -> Iterator[Message]:
    """All but the header."""
    return (message for message in catalogue if message.id)


def name(message: Message) -> tuple[str | None, str]:
    """The context and the English words (the singular)."""
    return message.context, forms(message.id)[0]


def forms(words: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """The one form of a string, or all its plural forms."""
    return (words or "",) if isinstance(words, str) or words is None else tuple(words)


def translated(catalogue: Catalog) -> set[tuple[str | None, str]]:
    return {name(message) for message in entries(catalogue) if all(forms(message.string))}


def read_by_participants(message: Message) -> bool:
    return any(place.startswith(PARTICIPANTS_READ) for place, _ in message.locations)


def placeholders(text: str) -> set[str]:
    return {found.group() for found in PLACEHOLDER.finditer(text)}


def test_german_says_everything(source: Catalog) -> None:
    assert {name(message) for message in entries(source)} - translated(german()) == set()


def test_arabic_says_all_that_participants_read(source: Catalog) -> None:
    wanted = {name(message) for message in entries(source) if read_by_participants(message)}
    assert len(wanted) > 50, "the list of what participants read does not fit the paths of the source any more"
    assert wanted - translated(arabic()) == set()


def test_catalogue_holds_just_the_strings_of_the_source(source: Catalog, catalogue: Catalog) -> None:
    """`make messages` brings it up to date."""
    assert {name(m): forms(m.id) for m in entries(catalogue)} == {name(m): forms(m.id) for m in entries(source)}


def test_catalogue_has_no_doubtful_or_former_entries(catalogue: Catalog) -> None:
    assert [name(message) for message in entries(catalogue) if message.fuzzy] == []
    assert list(catalogue.obsolete) == []


def test_translation_has_all_plural_forms_or_none(catalogue: Catalog) -> None:
    for message in entries(catalogue):
        assert len(forms(message.string)) == (catalogue.num_plurals if message.pluralizable else 1), message.id
        assert all(forms(message.string)) or not any(forms(message.string)), message.id


def test_translation_has_the_placeholders_of_the_english_string(catalogue: Catalog) -> None:
    """A form for a single number, such as one or two, may say it by a word."""
    plural = c2py(catalogue.plural_expr)
    uses = Counter(plural(number) for number in range(1000))
    for message in entries(catalogue):
        english = placeholders(forms(message.id)[-1])
        for index, text in enumerate(forms(message.string)):
            spoken = {"%(num)s"} if message.pluralizable and uses[index] == 1 else set()
            assert not text or english - spoken <= placeholders(text) <= english, text


def test_header_names_nobody_by_a_placeholder(catalogue: Catalog) -> None:
    header = f"{catalogue.header_comment}{catalogue.mime_headers}"
    assert not re.search("FULL NAME|EMAIL@|FIRST AUTHOR|ORGANIZATION|VERSION|LL@", header)


def test_marking_functions_have_names_that_the_extraction_knows() -> None:
    """`lazy_gettext as lazy` would hide its strings from `scripts/extract.sh`."""
    for path in sorted((ROOT / "eventhub").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "flask_babel":
                markers = {alias.asname or alias.name for alias in node.names if alias.name.endswith("gettext")}
                assert markers <= EXTRACTED_NAMES, path
