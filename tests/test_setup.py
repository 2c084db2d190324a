"""What a user reads when the machine lacks something that `make` needs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHELL = shutil.which("sh") or "/bin/sh"


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!{SHELL}\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def run(script: str, path: Path, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [SHELL, str(ROOT / "scripts" / script), *arguments]
    return subprocess.run(command, env={"PATH": str(path)}, cwd=cwd, capture_output=True, text=True, check=False)


def test_missing_python_is_told_in_one_sentence(tmp_path: Path) -> None:
    result = run("venv.sh", tmp_path, str(tmp_path / "venv"))
    assert result.returncode == 1
    assert result.stderr.startswith("No Python 3.11 or newer found")
    assert result.stderr.count("\n") == 1


def test_python_that_is_too_old_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path, "python3", "exit 1")
    assert "No Python 3.11 or newer" in run("venv.sh", tmp_path, str(tmp_path / "venv")).stderr


def test_python_without_venv_names_the_package_to_install(tmp_path: Path) -> None:
    program(tmp_path, "python3", 'case "$2" in *venv*) exit 1;; esac')
    result = run("venv.sh", tmp_path, str(tmp_path / "venv"))
    assert result.returncode == 1
    assert "apt-get install python3-venv" in result.stderr


def test_node_of_the_machine_is_taken_when_it_is_new_enough(tmp_path: Path) -> None:
    program(tmp_path, "node", "exit 0")
    program(tmp_path, "npm", "echo the machine\\'s npm $1")
    assert run("with-node.sh", tmp_path, "npm", "ci", cwd=tmp_path).stdout == "the machine's npm ci\n"


def test_node_is_installed_from_the_lock_where_there_is_none(tmp_path: Path) -> None:
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    program(programs, "python", 'echo "pip got: $*"')
    program(tmp_path, "node", "exit 1")
    program(tmp_path, "true", "exit 0")
    result = run("with-node.sh", tmp_path, "true", cwd=tmp_path)
    assert "No Node.js 18 or newer" in result.stdout
    assert "--require-hashes" in result.stdout
    assert "-r requirements-node.txt" in result.stdout


def test_project_is_installed_from_this_folder() -> None:
    command = [sys.executable, "-c", "import eventhub; print(eventhub.__file__)"]
    result = subprocess.run(command, cwd="/", env={"PATH": os.defpath}, capture_output=True, text=True, check=True)
    assert Path(result.stdout.strip()) == ROOT / "eventhub" / "__init__.py"
