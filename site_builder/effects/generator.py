"""Say which generator this is, so that a change of it counts as a change of inputs."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

import site_builder

TOOLS = ("altair", "babel", "jinja2", "markdown", "nh3", "pandas", "tzdata", "vl-convert-python")
"""The libraries whose versions can change the bytes of a page."""


def generator_name() -> str:
    """Return the generator's name and version, as editions name it."""
    return f"site-builder {site_builder.__version__}"


def source_digest() -> str:
    """Return the digest of the package's own code and messages; line endings do not count.

    Themes have their own place among the inputs of an edition.
    """
    package = Path(site_builder.__file__).parent
    total = hashlib.sha256()
    paths = [*package.rglob("*.py"), *(package / "messages").rglob("*.yaml")]
    for path in sorted(paths, key=lambda path: path.relative_to(package).as_posix()):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        name = path.relative_to(package).as_posix()
        total.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()


def tool_versions() -> Mapping[str, str]:
    """Return the versions of Python and of the libraries that shape the output."""
    versions = {"python": platform.python_version()}
    return versions | {name: metadata.version(name) for name in TOOLS}
