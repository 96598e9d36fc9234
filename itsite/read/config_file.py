"""site.yaml to a typed configuration, with the sections that channels declare."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field, create_model

from itsite.model.config import SiteConfig
from itsite.model.problem import Location, Problem, RefusedError
from itsite.read.text import decode
from itsite.read.validation import validated
from itsite.read.yaml_nodes import Marks, read_yaml

FILE = "site.yaml"


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """The configuration (None when it cannot be read at all), where its values stand, and its mistakes."""

    config: SiteConfig | None
    marks: Marks
    problems: tuple[Problem, ...]

    def at(self, *path: str | int) -> Location:
        """Where a value stands, else the nearest value around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.marks:
                return Location(FILE, *self.marks[path[:length]])
        return Location(FILE, 1, 1)


def config_model(sections: Mapping[str, type[BaseModel]]) -> type[SiteConfig]:
    """The model of site.yaml with one field for each channel's options."""
    fields = {name: (options, Field(default_factory=options, description=(options.__doc__ or "").split("\n")[0])) for name, options in sections.items()}
    return create_model("SiteFile", __base__=SiteConfig, **fields)  # type: ignore[call-overload,no-any-return]


def load_config(root: Path, sections: Mapping[str, type[BaseModel]]) -> ConfigFile:
    """The site's configuration. Raises RefusedError when the file cannot be read."""
    try:
        data = (root / FILE).read_bytes()
    except OSError as error:
        raise RefusedError(f"site.yaml cannot be read: {error.strerror}", path=str(root / FILE), hint="say where the site is: --site DIR") from None
    text = decode(data, FILE)
    if text.problems:
        return ConfigFile(None, {}, text.problems)
    yaml = read_yaml(text.text, path=FILE, prefix="CF")
    model = config_model(sections)
    zone = _zone(yaml.data.get("time_zone"))
    checked = validated(model, yaml, path=FILE, prefix="CF", context={"zone": zone})
    return ConfigFile(checked.value, yaml.marks, (*checked.problems, *_doubled_languages(yaml.data, yaml.marks)))


def _zone(name: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(name or "UTC"))
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def _doubled_languages(data: Mapping[str, object], marks: Marks) -> tuple[Problem, ...]:
    languages = data.get("languages")
    if not isinstance(languages, list):
        return ()
    doubled = [n for n, lang in enumerate(languages) if lang in languages[:n]]
    return tuple(
        Problem(Location(FILE, *marks[("languages", n)]), "CF005", f'languages: "{languages[n]}" stands twice', "name each language once") for n in doubled
    )


def nearest_site(start: Path) -> Path | None:
    """This folder or the nearest one above that holds a site.yaml."""
    return next((folder for folder in (start, *start.parents) if (folder / FILE).is_file()), None)
