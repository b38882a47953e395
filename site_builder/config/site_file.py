"""``site.yaml``: what the portal is called, in which languages, and for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema

from site_builder.config import rules
from site_builder.config.decoding import FileModel, check_first_language, decode, make_text
from site_builder.config.fields import LanguageCode, Name, TextField, at_least_one, whole_schema
from site_builder.config.tree import ListNode, ScalarNode, YamlFile
from site_builder.config.values import (
    RefusedError,
    read_language,
    read_timezone,
    read_url,
    read_url_word,
    whole_number,
)
from site_builder.diagnostics import Checked, Diagnostic, make_diagnostic
from site_builder.model.site import AUDIENCES, SECTIONS, AudienceConfig, SiteConfig
from site_builder.model.text import Text

RESERVED_WORDS = ("404", "api", "assets", "draft", "index", "latest")
"""Names that the output already has beside the sections."""

LARGEST_MINIMUM = 1000
"""Largest count that may be withheld; above it a portal would show nothing."""


Url = Annotated[
    str,
    PlainValidator(read_url),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"}),
]
UrlWord = Annotated[
    str,
    PlainValidator(read_url_word),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}, {"type": "integer"}]}
    ),
]
Count = Annotated[
    int,
    PlainValidator(whole_number(0, LARGEST_MINIMUM)),
    WithJsonSchema(whole_schema(0, LARGEST_MINIMUM)),
]
Timezone = Annotated[str, PlainValidator(read_timezone), WithJsonSchema({"type": "string"})]


class DisclosureEntry(FileModel):
    """How small counts are protected."""

    minimum_count: Count = Field(
        default=0,
        description="Counts from 1 up to below this number are withheld; 0 withholds none.",
    )


class AudienceEntry(FileModel):
    """One circle of readers."""

    url: Url | None = Field(
        default=None,
        description="Address of the audience's web root; without it no sitemap and no feed.",
    )
    disclosure: DisclosureEntry | None = Field(
        default=None, description="How small counts are protected from being shown."
    )
    notice: TextField | None = Field(
        default=None, description="Notice shown on every page of this audience."
    )


class AudiencesEntry(FileModel):
    """The circles of readers that the portal is built for."""

    public: AudienceEntry | None = Field(default=None, description="Everybody.")
    internal: AudienceEntry | None = Field(
        default=None, description="The organisation's own staff; reads everything."
    )


class PathsEntry(FileModel):
    """URL words of the sections."""

    indicators: UrlWord | None = Field(default=None, description="Default: chi-tieu.")
    units: UrlWord | None = Field(default=None, description="Default: don-vi.")
    tasks: UrlWord | None = Field(default=None, description="Default: nhiem-vu.")
    guidance: UrlWord | None = Field(default=None, description="Default: huong-dan.")
    documents: UrlWord | None = Field(default=None, description="Default: van-ban.")
    data: UrlWord | None = Field(default=None, description="Default: so-lieu.")
    editions: UrlWord | None = Field(default=None, description="Default: phien-ban.")
    search: UrlWord | None = Field(default=None, description="Default: tim-kiem.")


class SiteFile(FileModel):
    """The site's own file."""

    title: TextField = Field(description="Title of the portal: a text, or one per language.")
    languages: Annotated[list[LanguageCode], AfterValidator(at_least_one)] = Field(
        description="Languages of the portal; the first is the default."
    )
    organisation: TextField = Field(description="The organisation that publishes the portal.")
    timezone: Timezone = Field(
        description="Time zone in which an edition gets its date, such as Asia/Ho_Chi_Minh."
    )
    audiences: AudiencesEntry = Field(description="Circles of readers: internal, public or both.")
    theme: Name = Field(default="base", description="Folder below themes/ with the theme.")
    notice: TextField | None = Field(
        default=None, description="Notice shown on every page, for every audience."
    )
    description: TextField | None = Field(
        default=None, description="One or two sentences about the portal, for search engines."
    )
    paths: PathsEntry | None = Field(default=None, description="URL words of the sections.")


def first_languages(file: YamlFile | None) -> tuple[str, ...]:
    """Return the languages that a ``site.yaml``, perhaps a broken one, names; else Vietnamese."""
    node = None if file is None else file.root.get("languages")
    items = node.items if isinstance(node, ListNode) else ()
    good = [item.text for item in items if isinstance(item, ScalarNode) and _is_language(item.text)]
    return tuple(dict.fromkeys(good)) or ("vi",)


def _is_language(text: str) -> bool:
    """Whether a text is a language code."""
    try:
        return read_language(text) == text
    except RefusedError:
        return False


def stand_in(languages: tuple[str, ...]) -> SiteConfig:
    """Return a plain site, so that the other files can be checked beside a broken one."""
    name = Text(((languages[0], "site"),))
    audiences = tuple(AudienceConfig(audience) for audience in AUDIENCES)
    return SiteConfig(name, languages, name, "Asia/Ho_Chi_Minh", audiences)


def read_site(file: YamlFile) -> Checked[SiteConfig]:
    """Decode ``site.yaml``; None where it has errors."""
    decoded = decode(SiteFile, file)
    if decoded.value is None:
        return Checked(None, decoded.problems)
    site = _convert(decoded.value)
    problems = _check(file, site, decoded.value)
    return Checked(None if any(p.is_error for p in problems) else site, problems)


def _convert(read: SiteFile) -> SiteConfig:
    """Make the site's values."""
    languages = tuple(read.languages)
    given = {} if read.paths is None else read.paths.model_dump(exclude_none=True)
    return SiteConfig(
        title=_text(read.title, languages),
        languages=languages,
        organisation=_text(read.organisation, languages),
        timezone=read.timezone,
        audiences=_audiences(read.audiences, languages),
        theme=read.theme,
        notice=make_text(read.notice, languages),
        description=make_text(read.description, languages),
        paths={**SECTIONS, **given},
    )


def _text(given: Mapping[str, str], languages: Sequence[str]) -> Text:
    """Make a text that is there."""
    return make_text(given, languages) or Text(())


def _audiences(read: AudiencesEntry, languages: Sequence[str]) -> tuple[AudienceConfig, ...]:
    """Make the audiences that are named, from the widest to the narrowest."""
    named: dict[str, AudienceEntry] = {
        name: getattr(read, name) or AudienceEntry() for name in read.model_fields_set
    }
    return tuple(
        AudienceConfig(
            name,
            url=named[name].url,
            minimum_count=(named[name].disclosure or DisclosureEntry()).minimum_count,
            notice=make_text(named[name].notice, languages),
        )
        for name in AUDIENCES
        if name in named
    )


def _check(file: YamlFile, site: SiteConfig, read: SiteFile) -> tuple[Diagnostic, ...]:
    """Check what one field cannot know of another."""
    texts: dict[str, Text | None] = {
        "title": site.title,
        "organisation": site.organisation,
        "notice": site.notice,
        "description": site.description,
    }
    texts |= {f"audiences.{audience.name}.notice": audience.notice for audience in site.audiences}
    problems = list(check_first_language(file, texts, site.default_language))
    if not read.audiences.model_fields_set:
        problems.append(make_diagnostic(rules.EMPTY_LIST, file.at("audiences"), key="audiences"))
    return (*problems, *_check_paths(file, site))


def _check_paths(file: YamlFile, site: SiteConfig) -> tuple[Diagnostic, ...]:
    """Check that each section has an address of its own."""
    problems = []
    taken: dict[str, str] = {}
    given = [key for key in site.paths if file.at("paths", key) != file.at("paths")]
    for key in sorted(site.paths, key=lambda key: key in given):
        word = site.paths[key]
        place = file.at("paths", key)
        if word in RESERVED_WORDS or word in site.languages:
            problems.append(make_diagnostic(rules.RESERVED_URL_WORD, place, key=key, value=word))
        elif word in taken:
            facts = {"key": key, "value": word, "other": taken[word]}
            problems.append(make_diagnostic(rules.SAME_URL_WORD, place, **facts))
        taken.setdefault(word, key)
    return tuple(problems)
