"""What an edition says it consists of."""

from __future__ import annotations

import hashlib
import json

from site_builder.editions import manifest
from site_builder.model.artifact import Artifact
from site_builder.model.pages import IndicatorsBody, PageSpec
from site_builder.model.published import EditionRecord

RECORD = EditionRecord("2026-11-23", "2026-11-23T08:00:00+07:00", "x", "", 2, "site-builder 1")


def make_page(path: str, language: str) -> PageSpec:
    return PageSpec("indicators", "", language, path, "Chỉ tiêu", IndicatorsBody(()))


def test_the_manifest_names_every_page_and_every_other_file():
    """Pages and files by path; digests of the bytes; not itself."""
    pages = [make_page("en/chi-tieu/index.html", "en"), make_page("chi-tieu/index.html", "vi")]
    files = [Artifact("z.csv", b"z"), Artifact("a.html", b""), Artifact("manifest.json", b"old")]

    made = manifest(RECORD, "public", pages, files)

    assert made.path == "manifest.json"
    assert json.loads(made.content) == {
        "edition": "2026-11-23",
        "audience": "public",
        "generator": "site-builder 1",
        "pages": [
            {
                "path": "chi-tieu/index.html",
                "kind": "indicators",
                "id": "",
                "language": "vi",
                "title": "Chỉ tiêu",
            },
            {
                "path": "en/chi-tieu/index.html",
                "kind": "indicators",
                "id": "",
                "language": "en",
                "title": "Chỉ tiêu",
            },
        ],
        "files": [
            {"path": "a.html", "sha256": hashlib.sha256(b"").hexdigest(), "bytes": 0},
            {"path": "z.csv", "sha256": hashlib.sha256(b"z").hexdigest(), "bytes": 1},
        ],
    }


def test_the_order_of_what_is_given_does_not_matter():
    """Pages and files may come from any number of jobs."""
    pages = [make_page(f"{n}.html", "vi") for n in range(3)]
    files = [Artifact(f"{n}.html", b"x") for n in range(3)]

    assert manifest(RECORD, "public", pages, files) == manifest(
        RECORD, "public", pages[::-1], files[::-1]
    )


def test_a_page_of_a_further_kind_is_another_page():
    """Readers of the list know its kinds; the page is listed all the same."""
    page = PageSpec("reporting", "", "vi", "so-lieu/x.html", "Tình hình", IndicatorsBody(()))

    made = manifest(RECORD, "public", [page], [])

    assert json.loads(made.content)["pages"][0]["kind"] == "other"
