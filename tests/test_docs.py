"""The documents say what is there, name what exists, and the repository names no machine and no registry."""

import json
import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from eventhub.cli import COMMANDS, main

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
ADRS = ROOT / "docs" / "adr"
NOT_TRACKED = {".git", ".venv", "node_modules", "instance", "dist", "dist.new", "__pycache__", ".hypothesis", ".cache"}
REGISTRY = re.compile(
    r"registry\.npmjs|pypi\.org|pythonhosted\.org|--(?:extra-)?index-url|--find-link[s]", re.IGNORECASE
)
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:root|work|Users|home/\w+)/")
LOCKED_LINE = re.compile(r"#.*|[a-z0-9-]+==\S+(?: ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?")


def make_targets() -> dict[str, str]:
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    return dict(match.groups() for line in lines if (match := re.fullmatch(r"([a-z]+):.*?## (.+)", line)))


def phony_targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony
    return set(phony[1].split())


def code_lines(document: Path) -> list[str]:
    """Lines of the document's shell blocks without prompts and comments."""
    blocks = re.findall(r"```sh\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)
    return [line.split(" #")[0].strip() for block in blocks for line in block.splitlines()]


def shown_commands() -> list[list[str]]:
    """Every `eventhub …` line of the README as words, without the program's name."""
    words = [shlex.split(line) for line in code_lines(README)]
    return [line[1:] for line in words if line and line[0].endswith("eventhub")]


def command_and_rest(words: list[str]) -> tuple[click.Command, list[str]]:
    command: click.Command = main
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words[0])
        assert found, f"README shows {words[0]!r}, which is no command"
        command, words = found, words[1:]
    return command, words


def files() -> Iterator[Path]:
    folders = [ROOT]
    while folders:
        for path in folders.pop().iterdir():
            if path.name in NOT_TRACKED or path.name.endswith(("_cache", ".egg-info")):
                continue
            if path.is_dir():
                folders.append(path)
            else:
                yield path


def places(pattern: re.Pattern[str]) -> list[str]:
    """File and line of everything in the repository that the pattern finds."""
    found = []
    for path in files():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}:{number}" for number, line in enumerate(lines, 1) if pattern.search(line)]
    return found


def test_make_target_explains_itself() -> None:
    assert set(make_targets()) == phony_targets()


@pytest.mark.parametrize("target", sorted(phony_targets()))
def test_make_target_is_documented(target: str) -> None:
    assert f"make {target}" in README.read_text(encoding="utf-8") + CONTRIBUTING.read_text(encoding="utf-8")


@pytest.mark.parametrize("document", [README, CONTRIBUTING], ids=lambda path: path.name)
def test_documented_make_target_exists(document: Path) -> None:
    shown = re.findall(r"\bmake ([a-z]+)\b(?=[`\n ]*(?:`|$|#|[A-Z]+=))", "\n".join(code_lines(document)), re.MULTILINE)
    assert set(shown) <= phony_targets()
    assert shown


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_command_is_documented_and_explains_itself(command: str) -> None:
    assert f"eventhub {command}" in README.read_text(encoding="utf-8")
    loaded = getattr(import_module(COMMANDS[command]), command.replace("-", "_"))
    assert isinstance(loaded, click.Command)
    assert loaded.help or loaded.short_help


@pytest.mark.parametrize("words", shown_commands(), ids=" ".join)
def test_command_shown_in_readme_exists_with_its_options(words: list[str]) -> None:
    command, rest = command_and_rest(words)
    known = {name for parameter in command.params for name in [*parameter.opts, *parameter.secondary_opts]} | {"--help"}
    assert {word.split("=")[0] for word in rest if word.startswith("-")} <= known


def test_decision_records_are_numbered_once() -> None:
    numbers = [path.name[:4] for path in ADRS.glob("[0-9]*.md")]
    assert sorted(numbers) == [f"{number:04}" for number in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("record", sorted(ADRS.glob("[0-9]*.md")), ids=lambda path: path.stem)
def test_decision_record_is_indexed_and_complete(record: Path) -> None:
    assert f"({record.name})" in (ADRS / "README.md").read_text(encoding="utf-8")
    text = record.read_text(encoding="utf-8")
    assert re.search(r"Status:\W* accepted", text, re.IGNORECASE)
    assert re.search(r"\b20\d\d-\d\d-\d\d\b", text)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE)[:3] == ["Context", "Decision", "Consequences"]


@pytest.mark.parametrize(
    "document", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")), ids=lambda path: path.stem
)
def test_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_no_file_names_a_registry() -> None:
    assert places(REGISTRY) == []


def test_no_file_names_a_path_of_a_machine() -> None:
    assert places(MACHINE_PATH) == []


def test_package_lock_holds_checksums_and_no_addresses() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert [name for name, package in installed.items() if "resolved" in package] == []
    assert [name for name, package in installed.items() if not package["integrity"].startswith("sha512-")] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-node.txt"])
def test_requirements_hold_versions_and_checksums_only(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not LOCKED_LINE.fullmatch(line)] == []


def test_ci_runs_exactly_the_two_commands() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line.split(" <")[0] for line in lines if line.startswith("make")] == ["make check", "make test"]
