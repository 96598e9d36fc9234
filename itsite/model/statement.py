"""Mission and vision as values: a statement, and promises with their proof."""

import datetime as dt
from dataclasses import dataclass

from pydantic import Field

from itsite.model.card import Surroundings
from itsite.model.meta import Meta, Written
from itsite.model.values import Day


class Evidence(Written):
    """The proof of a promise: a figure that can be looked up."""

    figure: str = Field(description="The number, as readers should see it: `98.4`.")
    unit: str = Field("", description="What is counted: `% of calls answered within a minute`.")
    date: Day | None = Field(None, description="Day on which the figure was true.")
    source: str = Field("", description="Where it comes from.")


class Promise(Written):
    """One promise in plain words."""

    text: str = Field(description="The promise, one sentence.")
    evidence: Evidence | None = Field(None, description="figure, unit, date and source that prove it.")


class StatementMeta(Meta):
    """Fields of the mission and of the vision."""

    statement: str = Field("", description="The mission or vision in one sentence.")
    promises: tuple[Promise, ...] = Field((), description="What readers may hold you to: text and evidence.")


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure ready to show."""

    figure: str
    unit: str
    date: dt.date | None
    source: str


@dataclass(frozen=True, slots=True)
class PromiseDetails:
    """A promise, with its figure when there is one."""

    text: str
    evidence: Figure | None


@dataclass(frozen=True, slots=True)
class StatementDetails:
    """What the template of a mission or vision sees beyond the page."""

    statement: str
    promises: tuple[PromiseDetails, ...]


def _figure(evidence: Evidence | None) -> Figure | None:
    return Figure(evidence.figure, evidence.unit, evidence.date, evidence.source) if evidence else None


def statement_details(meta: StatementMeta, around: Surroundings) -> StatementDetails:  # noqa: ARG001
    """Statement and promises as written."""
    return StatementDetails(meta.statement, tuple(PromiseDetails(p.text, _figure(p.evidence)) for p in meta.promises))
