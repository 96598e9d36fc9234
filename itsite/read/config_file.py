"""site.yaml to a typed configuration, with the sections that channels declare."""

import contextlib
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field, create_model
from pydantic_core import PydanticCustomError

from itsite.model.config import SiteConfig
from itsite.model.problem import Location, Problem, RefusedError
from itsite.model.values import site_path
from itsite.read.locales import known_locale
from itsite.read.rhythms import unknown_rhythms
from itsite.read.text import decode
from itsite.read.validation import nearest, validated
from itsite.read.yaml_nodes import Marks, Yaml, read_yaml
from itsite.read.yaml_nodes import Path as YamlPath

FILE = "site.yaml"
# What a site is called while its own name or address is missing or wrong: its pages are looked at all the same.
STAND_INS = {"name": "?", "url": "https://site.invalid/"}


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
    """The model of site.yaml with one field for each channel's options; `absent` of these is what a site has that does not name them."""
    fields = {
        name: (options, Field(default_factory=getattr(options, "absent", options), description=(options.__doc__ or "").split("\n")[0]))
        for name, options in sections.items()
    }
    return create_model("SiteFile", __base__=SiteConfig, **fields)  # type: ignore[call-overload,no-any-return]


def load_config(root: Path, sections: Mapping[str, type[BaseModel]]) -> ConfigFile:
    """The site's configuration. Raises RefusedError when the file cannot be read."""
    refused = _refused(root / FILE, root)
    if refused:
        return ConfigFile(None, {}, (refused,))
    try:
        data = (root / FILE).read_bytes()
    except OSError as error:
        hint = "give yourself the right to read it" if isinstance(error, PermissionError) else "say where the site is: --site DIR"
        raise RefusedError(f"site.yaml cannot be read: {error.strerror}", path=str(root / FILE), hint=hint) from None
    text = decode(data, FILE)
    if text.problems:
        return ConfigFile(None, {}, text.problems)
    yaml = read_yaml(text.text, path=FILE, prefix="CF")
    context = {"zone": _zone(yaml.data.get("time_zone"))}
    checked = validated(config_model(sections), yaml, path=FILE, prefix="CF", context=context, stand_ins=STAND_INS)
    marks = {**yaml.marks, **_marks_of_redirects(yaml)}
    # Without its languages, or without what follows a mistake in its form, the site would be full of mistakes that are none.
    doubled = _doubled_languages(yaml.data, yaml.marks)
    unknown = yaml.is_incomplete or "languages" in checked.left_out or bool(doubled)
    problems = (*checked.problems, *doubled, *_doubled_redirects(yaml), *_unknown_languages(yaml), *unknown_rhythms(yaml, FILE))
    return ConfigFile(None if unknown else checked.value, marks, _discreet(problems, text.text))


def _discreet(problems: tuple[Problem, ...], text: str) -> tuple[Problem, ...]:
    """Problems that do not repeat what somebody has written into the file by mistake."""
    if not problems:
        return ()
    from itsite.delivery.secrets import without_secrets  # noqa: PLC0415 - a site without mistakes never needs it
    from itsite.delivery.written import written_secrets  # noqa: PLC0415 - see above

    secrets = written_secrets(text.split("\n"))
    return tuple(replace(one, message=without_secrets(one.message, secrets), hint=without_secrets(one.hint, secrets)) for one in problems)


def _refused(file: Path, root: Path) -> Problem | None:
    """Why site.yaml is not read: it is a link out of the site, or no file."""
    try:
        inside = file.resolve().is_relative_to(root.resolve())
        mode = file.stat().st_mode
    except (OSError, RuntimeError):
        return None
    if not inside:
        return Problem(Location(FILE), "FS001", "site.yaml is a symbolic link that leads out of the site", "copy the file into the site")
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    return Problem(Location(FILE), "FS002", "site.yaml is not a file, but a pipe, socket or device", "put a file there")


def _plain_redirects(yaml: Yaml) -> Iterator[tuple[str, str]]:
    """Each old address as it is written, with the form in which the configuration knows it."""
    written = yaml.data.get("redirects")
    for old in written if isinstance(written, dict) else ():
        with contextlib.suppress(PydanticCustomError):
            yield old, site_path(old)


def _marks_of_redirects(yaml: Yaml) -> Marks:
    return {("redirects", plain): yaml.marks["redirects", old] for old, plain in _plain_redirects(yaml) if ("redirects", old) in yaml.marks}


def _doubled_redirects(yaml: Yaml) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for old, plain in _plain_redirects(yaml):
        if seen.setdefault(plain, old) != old:
            at = Location(FILE, *yaml.keys["redirects", old])
            yield Problem(at, "CF007", f'redirects: "{old}" and "{seen[plain]}" are the same address', "keep one of the two")


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


def _texts(value: object, path: YamlPath) -> Iterator[tuple[YamlPath, Mapping[str, object]]]:
    """Texts by language below a value of site.yaml that may be one, or hold some as titles."""
    if isinstance(value, list):
        for n, item in enumerate(value):
            if isinstance(item, dict):
                yield from _texts(item.get("title"), (*path, n, "title"))
                yield from _texts(item.get("children"), (*path, n, "children"))
    elif isinstance(value, dict):
        yield path, value


def _unknown_languages(yaml: Yaml) -> tuple[Problem, ...]:
    """Languages that texts are given in and that do not exist; one that the site leaves out is none of these."""
    data = yaml.data
    audiences = data.get("audiences")
    places: list[tuple[YamlPath, object]] = [((name,), data.get(name)) for name in ("name", "organisation", "claim", "navigation")]
    brand = data.get("brand")
    places.append((("brand", "wordmark"), brand.get("wordmark") if isinstance(brand, dict) else None))
    places += [(("audiences", name), value) for name, value in (audiences.items() if isinstance(audiences, dict) else ())]
    languages = data.get("languages")
    known = [str(lang) for lang in languages] if isinstance(languages, list) else [str(languages or "en")]
    return tuple(
        Problem(
            Location(FILE, *(yaml.keys.get((*path, lang)) or (1, 1))),
            "CF005",
            f'{path[0]}: "{lang}" is no language',
            nearest(lang, known) or "write a tag such as en or de",
        )
        for at, value in places
        for path, texts in _texts(value, at)
        for lang in texts
        if lang not in known and known_locale(lang) is None
    )
