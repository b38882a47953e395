"""A theme with its parents."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.effects.themes import package_themes, read_theme
from site_builder.errors import DiskError, SiteBuilderError, UsageError


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The package's themes: a base with a page, words and a style."""
    folder = tmp_path / "package"
    write(folder / "base/templates/page.html", "base page")
    write(folder / "base/templates/parts/foot.html", "base foot")
    write(folder / "base/wording/vi.yaml", 'home: "Trang chủ"\nno: no\n')
    write(folder / "base/wording/vi/status.yaml", 'status.met: "Đạt"\n')
    write(folder / "base/assets/css/base.css", "base")
    write(folder / "base/fonts/x.ttf", "not an asset")
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def failure_of(name: str, site: Path, package: Path) -> SiteBuilderError:
    with pytest.raises(SiteBuilderError) as failed:
        read_theme(name, site, package)
    return failed.value


def test_the_base_theme_stands_alone(site: Path, package: Path):
    """Each template by its name, and by its theme's; words of all files joined, as text."""
    theme = read_theme("base", site, package)

    assert theme.name == "base"
    assert theme.templates == {
        "base/page.html": "base page",
        "base/parts/foot.html": "base foot",
        "page.html": "base page",
        "parts/foot.html": "base foot",
    }
    assert theme.wording == {"vi": {"home": "Trang chủ", "no": "no", "status.met": "Đạt"}}
    assert theme.assets == {"css/base.css": b"base"}


def test_a_child_lies_over_its_parent(site: Path, package: Path):
    """What it does not have comes from the parent, whose own template stays in reach."""
    write(site / "themes/city/templates/page.html", "city page")
    write(site / "themes/city/wording/vi.yaml", "home: Đầu trang\n")
    write(site / "themes/city/wording/en.yaml", "home: Home\n")
    write(site / "themes/city/assets/css/city.css", "city")

    theme = read_theme("city", site, package)

    assert theme.templates["page.html"] == theme.templates["city/page.html"] == "city page"
    assert theme.templates["base/page.html"] == "base page"
    assert theme.templates["parts/foot.html"] == "base foot"
    assert theme.wording["vi"]["home"] == "Đầu trang"
    assert theme.wording["vi"]["status.met"] == "Đạt"
    assert theme.wording["en"] == {"home": "Home"}
    assert list(theme.assets) == ["css/base.css", "css/city.css"]


def test_a_chain_may_be_long(site: Path, package: Path):
    """A ward on a city on the base: the nearest wins."""
    write(site / "themes/city/templates/page.html", "city page")
    write(site / "themes/ward/theme.yaml", "parent: city\n")
    write(site / "themes/ward/templates/parts/foot.html", "ward foot")

    theme = read_theme("ward", site, package)

    assert theme.templates["page.html"] == "city page"
    assert theme.templates["parts/foot.html"] == "ward foot"


def test_a_theme_may_stand_alone(site: Path, package: Path):
    """An empty parent means none."""
    write(site / "themes/own/theme.yaml", 'parent: ""\n')

    assert read_theme("own", site, package).templates == {}


def test_a_sites_own_base_replaces_the_packages(site: Path, package: Path):
    """It is not joined with it: a site that carries a base carries all of it."""
    write(site / "themes/base/templates/page.html", "own page")

    theme = read_theme("base", site, package)

    assert theme.templates == {"base/page.html": "own page", "page.html": "own page"}


def test_an_unknown_theme_is_answered_with_those_there_are(site: Path, package: Path):
    """Wrong use, exit 2, with a guess where one is near."""
    write(site / "themes/city/theme.yaml", "")

    failed = failure_of("ctiy", site, package)

    assert isinstance(failed, UsageError)
    assert failed.key == "theme_unknown"
    assert dict(failed.facts) == {"theme": "ctiy", "known": "base, city", "suggestion": "city"}


@pytest.mark.parametrize("name", ["..", "../base", "a/b", ".hidden"])
def test_a_theme_is_a_name_and_not_a_path(site: Path, package: Path, name: str):
    """Nothing outside the folders of themes is read."""
    assert failure_of(name, site, package).key == "theme_unknown"


def test_parents_that_go_in_circles_are_refused(site: Path, package: Path):
    """The way round is told."""
    write(site / "themes/a/theme.yaml", "parent: b\n")
    write(site / "themes/b/theme.yaml", "parent: a\n")

    failed = failure_of("a", site, package)

    assert isinstance(failed, UsageError)
    assert (failed.key, failed.facts) == ("theme_circle", (("names", "a → b → a"),))


@pytest.mark.parametrize(
    ("name", "text"),
    [("theme.yaml", "- list\n"), ("wording/vi.yaml", "a: [\n"), ("wording/vi.yaml", "just text")],
)
def test_a_broken_file_of_a_theme_is_named(site: Path, package: Path, name: str, text: str):
    """It is the theme's fault, not the data's."""
    write(site / "themes/city" / name, text)

    failed = failure_of("city", site, package)

    assert isinstance(failed, DiskError)
    assert failed.key == "catalogue_damaged"
    assert dict(failed.facts)["path"] == f"themes/city/{name}"


def test_a_template_in_a_legacy_encoding_is_refused(site: Path, package: Path):
    """Templates are UTF-8."""
    write(site / "themes/city/templates/page.html", "")
    (site / "themes/city/templates/page.html").write_bytes(b"\xff")

    failed = failure_of("city", site, package)

    assert dict(failed.facts)["path"] == "themes/city/templates/page.html"


def test_the_package_brings_a_base():
    """In a checkout and in a wheel."""
    assert (package_themes() / "base").is_dir()
