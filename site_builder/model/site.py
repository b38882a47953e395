"""What ``site.yaml`` says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.model.text import Text

SECTIONS: Mapping[str, str] = {
    "indicators": "chi-tieu",
    "units": "don-vi",
    "tasks": "nhiem-vu",
    "guidance": "huong-dan",
    "documents": "van-ban",
    "data": "so-lieu",
    "editions": "phien-ban",
    "search": "tim-kiem",
}
"""The sections of a portal and their default URL words; ``paths`` in site.yaml changes them."""

PUBLIC = "public"
INTERNAL = "internal"
AUDIENCES = (PUBLIC, INTERNAL)
"""From the widest circle of readers to the narrowest; each reads what those before it read."""


def may_read(reader: str, needed: str) -> bool:
    """Whether a reader of one audience may see a thing marked for another.

    Args:
        reader: The audience that reads.
        needed: The least restricted audience that the thing is for.
    """
    return AUDIENCES.index(reader) >= AUDIENCES.index(needed)


@dataclass(frozen=True, slots=True)
class AudienceConfig:
    """One circle of readers.

    ``url`` is where its web root will be; None means unknown, and then no sitemap is
    made. ``minimum_count`` is the smallest count of persons or organisations that may be
    shown; counts from 1 up to below it are withheld (0 turns this off).
    """

    name: str
    url: str | None = None
    minimum_count: int = 0
    notice: Text | None = None


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """The site: ``languages[0]`` is the default and sits at the root of an edition."""

    title: Text
    languages: tuple[str, ...]
    organisation: Text
    timezone: str
    audiences: tuple[AudienceConfig, ...]
    theme: str = "base"
    notice: Text | None = None
    description: Text | None = None
    paths: Mapping[str, str] = field(default_factory=lambda: dict(SECTIONS))

    @property
    def default_language(self) -> str:
        """The first language."""
        return self.languages[0]

    def audience(self, name: str) -> AudienceConfig:
        """Return the settings of one audience that the site names."""
        return next(audience for audience in self.audiences if audience.name == name)
