"""Fill templates, and say in whose template what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import CodeType

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    DictLoader,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket

from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.model.artifact import Artifact
from site_builder.model.theme import Theme
from site_builder.render.rules import (
    TEMPLATE_FAILED,
    TEMPLATE_MISSING,
    TEMPLATE_SYNTAX,
    WORD_MISSING,
)
from site_builder.wording import MissingWordError, Wording

_PATH = re.compile(r"'(?:\w+\.)+(\w+) object'")
"""How Python names a view: the modules are of no use to the author of a template."""


class _NamedLoader(BaseLoader):
    """Gives each template its name as its file, so that an error can say where it stands."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = DictLoader(texts)

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the text, the name in place of a file, and the test for a change."""
        source, _, is_current = self._texts.get_source(environment, template)
        return source, template, is_current


class _Compiled(BytecodeCache):
    """Keeps compiled templates while the process lives: all audiences and languages share them."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of the same text of the same name."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code; the words are no part of it."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def make_templates(theme: Theme, wording: Wording) -> Environment:
    """Make the environment of one language: ``t`` is its words, and every gap is an error."""
    templates = Environment(
        loader=_NamedLoader(theme.templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_COMPILED,
    )
    templates.globals["t"] = wording
    return templates


def fill(
    templates: Environment, theme: Theme, template: str, path: str, values: Mapping[str, object]
) -> Artifact | Diagnostic:
    """Fill one template; what goes wrong is the theme's fault and is said at its place."""
    try:
        text = templates.get_template(template).render(**values)
    except TemplateNotFound as missing:
        name = str(missing.name or template)
        return make_diagnostic(TEMPLATE_MISSING, _place(theme, name), value=name)
    except TemplateSyntaxError as wrong:
        place = _place(theme, wrong.name or template, wrong.lineno)
        return make_diagnostic(TEMPLATE_SYNTAX, place, value=wrong.message or "")
    except TemplateRuntimeError as unknown:
        place = _innermost(theme, unknown, template)
        return make_diagnostic(
            TEMPLATE_FAILED, place, value=_PATH.sub(r"\1", unknown.message or "")
        )
    except MissingWordError as unsaid:
        return missing_word(unsaid, _innermost(theme, unsaid, template))
    return Artifact(path, text.encode())


def missing_word(missing: MissingWordError, place: Location) -> Diagnostic:
    """Say that no catalogue has a text, or that a text asks for a fact it is not given."""
    language, key, lacking = str(missing.args[0]).split(": ", 2)
    fact = "" if lacking == repr(key) else f" {{{lacking.strip(chr(39))}}}"
    return make_diagnostic(WORD_MISSING, place, value=f"{key}{fact} ({language})")


def _place(theme: Theme, template: str, line: int | None = None) -> Location:
    """Say where a template lies: in the theme itself, else in the one it was taken from."""
    if f"{theme.name}/{template}" in theme.templates or template not in theme.templates:
        return Location(f"themes/{theme.name}/templates/{template}", line)
    owners = (name.removesuffix(f"/{template}") for name in theme.templates)
    owner = next((o for o in owners if f"{o}/{template}" in theme.templates), theme.name)
    return Location(f"themes/{owner}/templates/{template}", line)


def _innermost(theme: Theme, error: BaseException, template: str) -> Location:
    """Return the last line of a template that an error passed through."""
    place = _place(theme, template)
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name in theme.templates:
            place = _place(theme, name, trace.tb_lineno)
        trace = trace.tb_next
    return place
