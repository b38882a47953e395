"""Take the body of a page as the kind that its view is for."""

from __future__ import annotations

from typing import TypeVar

from site_builder.model.pages import PageSpec

B = TypeVar("B")


def expect(spec: PageSpec, kind: type[B]) -> B:
    """Return the body of a page.

    Raises:
        TypeError: If the plan gave this kind of page another body: a bug of ours.
    """
    if not isinstance(spec.body, kind):
        raise TypeError(f"{spec.path}: {type(spec.body).__name__} is not {kind.__name__}")
    return spec.body
