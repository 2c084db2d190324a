"""What the front-end build wrote, and what it refuses."""

import gzip
import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DIST = ROOT / "eventhub" / "static" / "dist"
ADDRESS = re.compile(r"""url\(\s*["']?([^"')]*)""", re.IGNORECASE)


def built() -> dict[str, str]:
    manifest = DIST / "manifest.json"
    assert manifest.is_file(), "the front end is not built; run: make assets"
    names: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    return names


def style_sheet(name: str) -> str:
    return (DIST / built()[name]).read_text(encoding="utf-8")


def in_node(script: str) -> subprocess.CompletedProcess[str]:
    command = ["./scripts/with-node.sh", "node", "--input-type=module", "-e", script]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


def refusal(css: str) -> str:
    check = f"refuseForeignAddresses('a.css', {json.dumps(css)}, {{'a.woff2': 'a.1f.woff2'}})"
    result = in_node(f"import {{ refuseForeignAddresses }} from './frontend/addresses.mjs'; {check}")
    return result.stderr if result.returncode else ""


def test_manifest_names_every_file_that_pages_need() -> None:
    assert {"kern.css", "kern.rtl.css", "htmx.js", "icon.svg"} <= built().keys()


def test_built_file_carries_the_hash_of_its_content_in_its_name() -> None:
    for name, hashed in built().items():
        digest = hashlib.sha256((DIST / hashed).read_bytes()).hexdigest()[:12]
        stem, suffix = name.rsplit(".", 1)
        assert hashed == f"{stem}.{digest}.{suffix}"


def test_compressed_copy_holds_the_same_text() -> None:
    texts = [hashed for hashed in built().values() if hashed.endswith((".css", ".js"))]
    for hashed in texts:
        assert gzip.decompress((DIST / f"{hashed}.gz").read_bytes()) == (DIST / hashed).read_bytes()


@pytest.mark.parametrize("sheet", ["kern.css", "kern.rtl.css"])
def test_style_sheet_loads_only_built_files(sheet: str) -> None:
    css = style_sheet(sheet)
    loaded = {address for address in ADDRESS.findall(css) if not address.startswith("data:")}
    assert loaded == {hashed for hashed in built().values() if hashed.endswith(".woff2")}
    assert "@import" not in css


@pytest.mark.parametrize("sheet", ["kern.css", "kern.rtl.css"])
def test_style_sheet_has_a_font_with_arabic_letters(sheet: str) -> None:
    css = style_sheet(sheet)
    assert css.count('"Noto Sans Arabic"') >= 3
    assert css.rindex('--kern-typography-font-family-fira-sans: "Fira Sans", "Noto Sans Arabic"') > css.index(
        "--kern-typography-font-family-fira-sans"
    )


def test_right_to_left_sheet_mirrors_the_other() -> None:
    left_to_right, mirrored = style_sheet("kern.css"), style_sheet("kern.rtl.css")
    sides = re.compile(r"[{;](?:margin|padding|border)-(left|right)\b")
    opposite = {"left": "right", "right": "left"}
    assert sides.findall(mirrored) == [opposite[side] for side in sides.findall(left_to_right)] != []


def test_licences_of_what_is_served_lie_beside_it() -> None:
    names = {path.name for path in (DIST / "licences").iterdir()}
    assert names == {"kern-ux.md", "noto-sans-arabic.txt", "htmx.txt"}


@pytest.mark.parametrize("address", ["https://example.org/a.woff2", "//example.org/a.woff2", "other.woff2"])
def test_build_refuses_an_address_that_is_not_its_own(address: str) -> None:
    assert f"a.css: refers to {address}, which is not part of the build" in refusal(f"p {{ src: url({address}) }}")


def test_build_refuses_an_import() -> None:
    assert "@import" in refusal('@import "b.css";')


def test_build_accepts_its_own_files_and_data() -> None:
    assert refusal('p { src: url("a.1f.woff2") } i { mask: url("data:image/svg+xml,x") }') == ""
