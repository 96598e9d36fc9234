"""`itsite why PATH`: why an output was or was not made anew."""

import difflib
import json
from pathlib import Path
from typing import Annotated

import typer

from itsite.cli.arguments import FormatOption, OutOption, SiteOption, output_folder, site_folder
from itsite.cli.formats import Format
from itsite.cli.reporting import Printer, document, visible
from itsite.engine.cache import with_cache
from itsite.incremental.record import Record, load_record, out_name
from itsite.model.problem import RefusedError
from itsite.places import cache_folder, checked_out, program_salt


def _meant(path: str, root: Path, out: Path, record: Record) -> tuple[str, ...]:
    """The outputs that a person means: by file, by address, or by the source whose text they show."""
    written = Path(path.strip()).absolute()
    plain = path.strip().replace("\\", "/").lstrip("/")
    for folder in (out.absolute(), root.absolute()):
        if written.is_relative_to(folder):
            plain = written.relative_to(folder).as_posix()
            break
    plain = plain.removeprefix("./").removeprefix("build/")
    for candidate in (plain, f"{plain.rstrip('/')}/index.html".lstrip("/")):
        if candidate in record.outputs:
            return (candidate,)
    source = plain.removeprefix("content/")
    return tuple(sorted(name for name, output in record.outputs.items() if source in output.texts))


def _near(path: str, record: Record) -> str:
    near = difflib.get_close_matches(path.strip("/"), record.outputs, n=1, cutoff=0.5)
    return f'did you mean "{near[0]}"?' if near else "name a file of the site as it stands in build/, or a page as in content/news/vpn.md"


def _answer(path: str, record: Record) -> dict[str, object]:
    output = record.outputs[path]
    at, reasons = record.reasons.get(path, (None, ()))
    return {
        "path": path,
        "made_anew": at == record.at,
        "made_at": at.isoformat() if at else None,
        "reasons": list(reasons),
        "template": output.template or None,
        "texts": [f"content/{text}" for text in output.texts],
    }


def _said(path: str, record: Record) -> str:
    output = record.outputs[path]
    at, reasons = record.reasons.get(path, (None, ()))
    lines = [visible(path)]
    when = f"{at:%Y-%m-%d %H:%M:%S}" if at else "earlier"
    lines += [f"  made anew {when}: {visible(reason)}" for reason in reasons]
    if at != record.at:
        lines.append("  left as it was by the last build: nothing that it is made of has changed")
    parts = [f"template {output.template}"] if output.template else [f"its channel ({output.way.lower()})"]
    parts += [f"the text of content/{text}" for text in output.texts[:3]]
    parts += [f"{len(output.texts) - 3} more texts"] if len(output.texts) > 3 else []  # noqa: PLR2004 - as many as are named
    lines.append(f"  made of: {visible(', '.join(parts))}")
    return "\n".join(lines)


def why(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A file of the site, its address, or a page in content/.")],
    site: SiteOption = None,
    out: OutOption = None,
    form: FormatOption = Format.TEXT,
) -> int:
    """Say why an output was or was not made anew."""
    root = site_folder(site)
    target = output_folder(root, out)
    printer = Printer(form, root)
    with printer.refusals():
        where = checked_out(root, target)
        record, note = with_cache(cache_folder(root), program_salt(), lambda store: load_record(store, out_name(root, where)))
    if record is None and note:
        raise RefusedError(f"what was built cannot be looked up: {note}", path=str(cache_folder(root)), hint="try again when nothing else is running")
    printer.note(note)
    if record is None:
        raise typer.BadParameter("nothing is known of a build into this folder: build the site first, without --no-cache", param_hint="PATH")
    meant = _meant(path, root, target, record)
    if not meant:
        raise typer.BadParameter(f'the last build made no "{path}": {_near(path, record)}', param_hint="PATH")
    if form is Format.JSON:
        document(json.dumps({"outputs": [_answer(name, record) for name in meant]}))
    else:
        document("\n".join(_said(name, record) for name in meant))
    return 0
