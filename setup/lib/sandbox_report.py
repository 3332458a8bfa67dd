# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The report of ``setup/check-sandbox``: names, types and numbers, never a value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .ebay_exchanges import Exchange


@dataclass
class Trial:
    """One recording, tried with eBay.

    :ivar error: class of our client's error, with eBay's error numbers; empty if the
        answers were understood
    """

    name: str
    purpose: str
    error: str = ""
    exchanges: list[Exchange] = field(default_factory=list)


@dataclass
class Report:
    """What was tried, what was left out and why, and what the simulator answers."""

    title: str
    trials: list[Trial]
    left_out: dict[str, str]
    simulated: list[Exchange]
    operations: set[str]

    @property
    def has_problems(self) -> bool:
        """Return whether eBay and this project disagree about a call."""
        return any(
            trial.error or any(one.problems for one in trial.exchanges)
            for trial in self.trials
        )

    def text(self) -> str:
        """Return the report as Markdown."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"# {self.title}"
        yield ""
        yield "Names, types and numbers: no value of eBay's answers is in this file."
        yield ""
        yield "| what was tried | result |"
        yield "| --- | --- |"
        for trial in self.trials:
            yield f"| {trial.name}: {trial.purpose} | {_result(trial)} |"
        for name, reason in sorted(self.left_out.items()):
            yield f"| {name} | left out: {reason} |"
        yield from self._calls()
        tried = {one.operation for one in self._exchanges()}
        yield from _list("Calls that were not tried", sorted(self.operations - tried))

    def _exchanges(self) -> list[Exchange]:
        return [one for trial in self.trials for one in trial.exchanges]

    def _calls(self) -> Iterator[str]:
        """Yield a section for each call, with what is noticed about it."""
        theirs, ours = _by_operation(self._exchanges()), _by_operation(self.simulated)
        for operation, exchanges in sorted(theirs.items()):
            yield ""
            yield f"## {operation}"
            yield ""
            statuses = sorted({str(one.status) for one in exchanges})
            slowest = max(one.milliseconds for one in exchanges)
            yield f"Calls: {len(exchanges)}, the slowest {slowest} ms."
            yield f"Status: {', '.join(statuses)}."
            errors = sorted({error for one in exchanges for error in one.errors})
            yield from _list("Errors and warnings of eBay", errors)
            problems = sorted({each for one in exchanges for each in one.problems})
            yield from _list("Not as published", problems)
            answered, simulated = _fields(exchanges), _fields(ours.get(operation, []))
            if answered and simulated:
                yield from _list("Only in eBay's answers", sorted(answered - simulated))
                yield from _list(
                    "Only in the simulator's", sorted(simulated - answered)
                )


def _result(trial: Trial) -> str:
    if trial.error:
        return f"**{trial.error}**"
    problems = {each for one in trial.exchanges for each in one.problems}
    if problems:
        return f"understood; {len(problems)} deviations from the schema"
    return "as published"


def _by_operation(exchanges: Iterable[Exchange]) -> dict[str, list[Exchange]]:
    found = defaultdict(list)
    for one in exchanges:
        found[one.operation].append(one)
    return found


def _fields(exchanges: Iterable[Exchange]) -> set[str]:
    """Return the fields of the answers that are no errors."""
    return {name for one in exchanges if one.status < 400 for name in one.fields}


def _list(title: str, rows: list[str]) -> Iterator[str]:
    if rows:
        yield ""
        yield f"{title}:"
        yield ""
        yield from (f"- `{row}`" for row in rows)
