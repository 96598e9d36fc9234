"""The checks: one file each, found by looking into this folder."""

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from itsite.link.navigation import Placed
from itsite.model.check import Build, Check
from itsite.model.problem import Problem, Severity
from itsite.read.validation import nearest


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").CHECK for name in names)


def unknown_checks(weights: Mapping[str, object], placed: Placed) -> tuple[Problem, ...]:
    """An error for each name below `checks:` of site.yaml that no check has."""
    known = [*(check.name for check in all_checks()), "owners"]
    return tuple(
        Problem(placed.at("checks", name), "CF005", f'checks: there is no check "{name}"', nearest(name, known) or f"known are: {', '.join(known)}")
        for name in weights
        if name not in known
    )


def run_checks(checks: Iterable[Check], build: Build, weights: Mapping[str, object]) -> tuple[Problem, ...]:
    """What the checks find, weighed as `checks:` of site.yaml says: `error`, `warning` or `off`."""
    problems: list[Problem] = []
    for check in checks:
        weight = weights.get(check.name, check.severity.value)
        if weight == "off" or (check.needs_pages and not build.pages):
            continue
        severity = Severity(weight) if weight in {"error", "warning"} else check.severity
        problems += [replace(problem, severity=severity) for problem in check.run(build)]
    return tuple(problems)
