"""The pure packages load in a fresh process without the web framework and without a database."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

IMPORT_ALL = """
import importlib, json, pkgutil, sys
package = importlib.import_module(sys.argv[1])
names = [module.name for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
for name in names:
    importlib.import_module(name)
print(json.dumps([names, sorted(sys.modules)]))
"""


def modules_after_importing(package):
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, package], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    return json.loads(run.stdout)


@pytest.mark.parametrize("package", ["eventhub.matching", "eventhub.fit", "eventhub.documents"])
def test_pure_package_loads_neither_flask_nor_database(package):
    submodules, loaded = modules_after_importing(package)

    assert submodules
    assert set(submodules) <= set(loaded)
    roots = {name.split(".")[0] for name in loaded}
    assert not roots & {"flask", "werkzeug", "flask_sqlalchemy", "sqlalchemy", "alembic", "huey", "psycopg"}
    others = {"models", "services", "jobs", "web", "app", "extensions", "settings", "cli"}
    assert not {name.split(".")[1] for name in loaded if name.startswith("eventhub.")} & others


@pytest.mark.parametrize("package", ["eventhub.fit", "eventhub.documents"])
def test_light_pure_package_loads_no_solver_and_no_sibling(package):
    _, loaded = modules_after_importing(package)

    assert "ortools" not in loaded
    own = package.split(".")[1]
    assert {name.split(".")[1] for name in loaded if name.startswith("eventhub.")} == {own, "errors"}
