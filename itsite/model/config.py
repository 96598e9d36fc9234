"""site.yaml: the site's name, address, languages, and what each channel is told."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema

from itsite.model.meta import Classification, Written
from itsite.model.rhythm import Rhythm
from itsite.model.values import LocalText, OutsideAddress, SitePath, ZoneName, mistake

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _base_url(value: str) -> str:
    if not re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]+(/[A-Za-z0-9._~\-/%]*)?", value) or ".." in value:
        raise mistake("url", f'"{value}" is not the absolute address of a site', "write https://it.example.org/ or https://intranet.example.org/it/")
    return value.rstrip("/") + "/"


BaseUrl = Annotated[str, AfterValidator(_base_url)]


def _language(value: str) -> str:
    if not LANGUAGE.fullmatch(value):
        raise mistake("language", f'"{value}" is not a language tag', "write a tag such as en, de or pt-BR")
    return value


def _as_list(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Languages = Annotated[tuple[Annotated[str, AfterValidator(_language)], ...], BeforeValidator(_as_list), Field(min_length=1)]


class NavigationItem(Written):
    """One entry of the navigation, with entries below it."""

    title: LocalText | None = Field(None, description="Text of the entry; else the page's title.")
    page: str | None = Field(None, description="Path from content/: `mission.md`, or a folder such as `services/`.")
    url: OutsideAddress | None = Field(None, description="Or an address outside the site.")
    children: tuple["str | NavigationItem", ...] = Field((), description="Entries below this one.")


ONE_TO_THREE = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3}]}


def _logo(value: str) -> str:
    path = value.removeprefix("/")
    if not path.lower().endswith(".svg") or ".." in path.split("/"):
        raise mistake("logo", f'"{value}" is no SVG picture of the site', "save the logo as SVG below content/, and write its path from there: images/logo.svg")
    return path


class Brand(Written):
    """The brand: its colours, name and logo; and design tokens that differ from the theme's, by their groups."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={"additionalProperties": {"type": "object", "description": "Design tokens by their groups, such as `color: {text: {muted: …}}`."}},
    )

    colours: Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(min_length=1), WithJsonSchema(ONE_TO_THREE)] = Field(
        (), description="One to three colours, in any form that CSS knows: brand, accent, highlight. All others are made from them."
    )
    wordmark: LocalText = Field(LocalText(""), description="The name as it stands beside the logo; else `name`.")
    logo: Annotated[str, AfterValidator(_logo)] | None = Field(
        None, description="SVG picture: its path from content/, or from assets/ of the theme; else the theme's."
    )

    @property
    def tokens(self) -> Mapping[str, Any]:
        """The design tokens that are set, by their groups."""
        return self.model_extra or {}


class PictureQuality(Written):
    """How faithful the files are that are made of pictures, from 1 to 100."""

    avif: int = Field(55, ge=1, le=100, description="Quality of AVIF files.")
    webp: int = Field(78, ge=1, le=100, description="Quality of WebP files.")
    jpeg: int = Field(80, ge=1, le=100, description="Quality of JPEG files.")


class PictureOptions(Written):
    """What is made of the pictures that pages show."""

    formats: tuple[Literal["avif", "webp"], ...] = Field(("avif", "webp"), description="Forms beside JPEG or PNG, the best first.")
    widths: tuple[Annotated[int, Field(ge=16, le=4096)], ...] = Field(
        (320, 640, 960, 1280, 1920), min_length=1, max_length=12, description="Widths in pixels; none is made that is wider than the picture."
    )
    quality: PictureQuality = Field(default_factory=PictureQuality, description="How faithful the files are.")


class SiteConfig(Written):
    """Keys of site.yaml; each channel adds a section of its own."""

    name: LocalText = Field(description="Name of the site, such as `IT Ottersbek`.")
    url: BaseUrl = Field(description="Absolute address of the published site; may have a path.")
    organisation: LocalText = Field(LocalText(""), description="The company or authority around the department.")
    claim: LocalText = Field(LocalText(""), description="One sentence under the name.")
    languages: Languages = Field(("en",), description="One language, or a list whose first is the default.")
    fallback: bool = Field(
        default=False, description="`true`: a page that lacks a translation is shown in its first language, with a notice, at the address of the translation."
    )
    typography: bool = Field(default=False, description="`true`: straight quotation marks and dots become those of the page's language: “…”, „…“, ….")
    time_zone: ZoneName = Field("UTC", description="IANA name of the time zone, such as `Europe/Berlin`.")
    theme: str = Field("base", description="Folder below themes/.")
    brand: Brand = Field(default_factory=Brand, description="Colours, name and logo; and design tokens that differ from the theme's.")
    navigation: tuple[str | NavigationItem, ...] = Field((), description="Entries of the main navigation; else made from the folders.")
    audiences: Mapping[str, LocalText] = Field(default_factory=dict, description="Ids of audiences and their names.")
    classification: Classification = Field(Classification.INTERNAL, description="What a page without a mark is.")
    pictures: PictureOptions = Field(default_factory=PictureOptions, description="What is made of pictures.")
    rhythm: Mapping[str, Rhythm] = Field(
        default_factory=dict, description="How often each kind of announcement comes out: `{news: 2 weeks, newsletter: 1 month}`. `itsite plan` watches it."
    )
    redirects: Mapping[SitePath, str] = Field(default_factory=dict, description="Old addresses and the pages that they lead to.")
    checks: Mapping[str, Literal["error", "warning", "off"] | tuple[str, ...]] = Field(
        default_factory=dict, description="How much each check weighs: `error`, `warning` or `off`; `owners` lists the names that `owner` may have."
    )

    @property
    def default_lang(self) -> str:
        """The first language."""
        return self.languages[0]

    @property
    def base_path(self) -> str:
        """Path of the site on its host, with slashes at both ends."""
        return "/" + self.url.split("://", 1)[1].partition("/")[2]

    def section(self, name: str) -> Any:  # noqa: ANN401
        """Options of one channel, as that channel declared them."""
        return getattr(self, name)


NavigationItem.model_rebuild()
