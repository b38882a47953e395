"""What a filled form is held against: what the site asks for today."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from site_builder.model.form import FormRecord, FormRow


class Title(NamedTuple):
    """A name that a form bears above its figures, in all languages: ("Quý I/2026", "Q1 2026").

    ``code`` is what it prints in brackets after the name; a name is corrected now and then, its
    code never. ``names`` gives the names of all codes that could stand there, where names alone
    do not tell.
    """

    texts: Sequence[str]
    code: str = ""
    names: Mapping[str, Collection[str]] = {}


def _no_texts(_row: FormRow) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What this site asks for today.

    ``site`` names it as records do; ``locale`` is how its people write numbers. ``fingerprint``
    gives that of the form that would be written today for the period and unit of a record,
    None where nothing would be. ``titles`` gives what a form must show above its figures.
    ``parts`` gives what a row calls its breakdown, ``heads`` what columns are called, by their
    names in ``forms``; both in all languages, and nothing where it is not known.
    """

    site: str
    locale: str
    fingerprint: Callable[[FormRecord], str | None]
    titles: Callable[[FormRecord], Sequence[Title]]
    parts: Callable[[FormRow], Sequence[str]] = _no_texts
    heads: Mapping[str, Collection[str]] = field(default_factory=dict)
