"""The published site compared with one made from nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from itsite.engine.standing import standing_files
from itsite.engine.store import MemoryStore
from itsite.model.output import Output
from itsite.model.problem import Problem, RefusedError
from itsite.pipeline import Request, prepare
from itsite.render import RenderStep, gathered

NAMED = 5


@dataclass(frozen=True)
class CompareStep:
    """Renders an output and compares it with the file in the output folder; returns its path where they differ."""

    render: RenderStep
    out: Path

    def __call__(self, output: Output) -> str | None:
        """The path of a file that is another, or missing; None for the same bytes."""
        blob = self.render(output)
        if isinstance(blob, Problem):
            return output.path
        data = blob.data if isinstance(blob.data, bytes) else blob.data.read_bytes()
        return None if _is_there(self.out / output.path, data) else output.path


def differences(request: Request, out: Path) -> Iterator[str]:
    """The paths of all files that a build without a cache would make otherwise, or not at all."""
    prepared = prepare(replace(request, store=MemoryStore()))
    if prepared.theme is None:
        return
    step = CompareStep(RenderStep(prepared.theme, prepared.texts), out)
    yield from (path for path in request.runner.map(step, prepared.plan.outputs) if path)
    made = {f"{bundle.path}/{name}": data for bundle in prepared.plan.bundles for name, data in gathered(bundle, prepared.texts).items()}
    yield from (path for path, data in sorted(made.items()) if not _is_there(out / path, data))
    yield from sorted(standing_files(out).keys() - prepared.paths - made.keys())


def _is_there(file: Path, data: bytes) -> bool:
    try:
        return file.read_bytes() == data
    except OSError:
        return False


def check_against_clean(request: Request, out: Path) -> None:
    """Raises RefusedError when a build without a cache would give another site."""
    found = list(differences(request, out))
    if found:
        more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
        raise RefusedError(
            f"{len(found)} of its files are not what a build without the cache makes: {', '.join(found[:NAMED])}{more}",
            path=str(out),
            hint="delete .itsite and build again; please report what you had changed",
        )
