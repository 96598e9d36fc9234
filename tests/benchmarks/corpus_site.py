"""The neutral corpus as a site of ours: front matter fields renamed, files beside the pages."""

import json
import os
import re
import shutil
from pathlib import Path

SITE = """name: IT Intranet
url: https://intranet.example.org/
languages: [en, de]
time_zone: Europe/Berlin
"""
KEPT = {"news": (), "services": ("category",), "newsletters": (), "kb": (), "page": ()}


def site_of(corpus: Path, folder: Path) -> Path:
    """Writes the corpus into `folder` as a site, and returns the folder."""
    items = json.loads((corpus / "manifest.json").read_text(encoding="utf-8"))["items"]
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(corpus / "assets", folder / "content" / "assets")
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    for item in items:
        text = (corpus / "content" / item["path"]).read_text(encoding="utf-8").split("\n---\n", 1)[1].lstrip("\n")
        here = os.path.dirname(item["path"])  # noqa: PTH120 - a POSIX path of the corpus
        text = re.sub(r"\]\((?:\.\./)*assets/img/", f"]({os.path.relpath('assets/img', here or '.')}/", text)
        fields = {name: item[name] for name in ("title", "summary", "date", "lang", "tags", "audiences", *KEPT[item["kind"]])}
        fields["authors"] = [item["author"]]
        target = folder / "content" / item["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
        target.write_text("---\n" + "\n".join(lines) + "\n---\n" + text, encoding="utf-8")
    return folder
