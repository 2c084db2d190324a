"""Checks of the machine: Python, packages, front end, time zones."""

import json
import re
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from importlib import import_module
from importlib.metadata import PackageNotFoundError, packages_distributions, requires, version
from pathlib import Path
from zoneinfo import ZoneInfo

from eventhub.cli.findings import Finding, Verdict, find

ROOT = Path(__file__).resolve().parents[2]
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 18
REINSTALL = "run: make setup"


def machine_findings() -> list[Finding]:
    """Everything that holds for all installations on this machine."""
    return [
        find("python", python),
        find("packages", locked_packages),
        find("imports", imports),
        find("time zones", time_zones),
        find("node", node),
        find("assets", assets),
    ]


def python() -> tuple[Verdict, str]:
    """Whether this Python is new enough."""
    found = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < OLDEST_PYTHON:
        return Verdict.MISSING, f"{found} is too old; install Python 3.11 or newer and {REINSTALL}"
    return Verdict.OK, f"{found} in {sys.prefix}"


def locked_packages(lock: Path = ROOT / "requirements.txt") -> tuple[Verdict, str]:
    """Whether the installed packages are those of the lock file."""
    if not lock.is_file():
        return Verdict.NOTE, "installed without requirements.txt, so versions cannot be compared"
    wanted = re.findall(r"^([\w.-]+)==(\S+)( ;)?", lock.read_text(encoding="utf-8"), re.MULTILINE)
    wrong = [sentence for name, locked, condition in wanted if (sentence := _deviation(name, locked, bool(condition)))]
    if wrong:
        return Verdict.MISSING, f"{'; '.join(wrong)}; {REINSTALL}"
    return Verdict.OK, f"{len(wanted)} at their locked versions"


def _deviation(name: str, locked: str, conditional: bool) -> str:
    """How a package differs from the lock; one with a condition may rightly be absent."""
    try:
        found = version(name)
    except PackageNotFoundError:
        return "" if conditional else f"{name} is not installed"
    return "" if found == locked else f"{name} is {found} instead of {locked}"


def imports() -> tuple[Verdict, str]:
    """Whether every package that eventhub names can be loaded, with its native libraries."""
    wanted = {re.split(r"[^\w.-]", requirement)[0].lower() for requirement in requires("eventhub") or []}
    modules = sorted(
        module
        for module, owners in packages_distributions().items()
        if not module.startswith("_") and wanted & {owner.lower() for owner in owners}
    )
    broken = [sentence for module in modules if (sentence := _import_error(module))]
    if broken:
        return Verdict.MISSING, f"{'; '.join(broken)}; {REINSTALL}"
    return Verdict.OK, f"{len(modules)} packages load"


def _import_error(module: str) -> str:
    try:
        import_module(module)
    except ImportError as error:
        return f"{module} cannot be loaded ({error})"
    return ""


def time_zones() -> tuple[Verdict, str]:
    """Whether the clock changes of Germany are known."""
    berlin = ZoneInfo("Europe/Berlin")
    summer, winter = datetime(2027, 7, 1, tzinfo=berlin), datetime(2027, 12, 1, tzinfo=berlin)
    if (summer.utcoffset(), winter.utcoffset()) != (timedelta(hours=2), timedelta(hours=1)):
        return Verdict.MISSING, f"Europe/Berlin has no summer time here, so calendars would be wrong; {REINSTALL}"
    return Verdict.OK, "Europe/Berlin with its summer time"


def node() -> tuple[Verdict, str]:
    """Whether the front end can be built with what is here; only building needs it."""
    for folder in (None, str(Path(sys.prefix) / "bin")):
        program, npm = shutil.which("node", path=folder), shutil.which("npm", path=folder)
        if program and npm and _node_version(program) >= OLDEST_NODE:
            return Verdict.OK, f"version {_node_version(program)} at {program}"
    return Verdict.NOTE, f"no Node.js {OLDEST_NODE} or newer here; make assets installs one into .venv when it builds"


def _node_version(program: str) -> int:
    """The major version of a Node.js program, 0 if it does not run."""
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, timeout=10)
    found = re.match(r"v(\d+)\.", answer.stdout)
    return int(found[1]) if found else 0


def assets(folder: Path = ROOT / "eventhub" / "static" / "dist") -> tuple[Verdict, str]:
    """Whether style sheets, scripts and fonts are built and complete."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return Verdict.MISSING, "the front end is not built; run: make assets"
    names: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    absent = [name for name in names.values() if not (folder / name).is_file()]
    if absent:
        return Verdict.MISSING, f"{', '.join(absent)} vanished from {folder}; run: make clean setup"
    return Verdict.OK, f"{len(names)} files in {folder}"
