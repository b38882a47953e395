"""The register of basis documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_builder.extension import PlanContext
from site_builder.model.pages import DocumentsBody, PageSpec
from site_builder.model.registers import Document
from site_builder.plan.addresses import section_page


def plan_documents(context: PlanContext) -> tuple[PageSpec, ...]:
    """Plan the register, if there are documents; the newest comes first."""
    disclosed = context.portal.disclosed
    if not disclosed.documents:
        return ()
    documents = tuple(
        sorted(
            disclosed.documents.values(),
            key=lambda d: -d.issued.toordinal() if d.issued is not None else 0,
        )
    )
    spec = PageSpec(
        kind="documents",
        id="",
        language=context.language,
        path=section_page(disclosed.site, context.language, "documents"),
        title=context.wording("plan.title.documents"),
        body=DocumentsBody(documents, replaced_by(disclosed.documents.values())),
        description=context.wording("plan.description.documents"),
    )
    return (spec,)


def replaced_by(documents: Iterable[Document]) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of the documents that replace each one."""
    successors: dict[str, list[str]] = {}
    for document in documents:
        for old in document.replaces:
            successors.setdefault(old, []).append(document.document)
    return {old: tuple(new) for old, new in successors.items()}
