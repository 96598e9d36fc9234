"""Pictures in mails: fetched from the site, sent along, or as files beside a preview. No mail program shows SVG, so drawings are sent as PNG."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from itsite.mailing.prepared import Ready
from itsite.model.output import Blob
from itsite.model.problem import Location, Problem, warning
from itsite.model.site import PublishedAsset
from itsite.render import RenderStep
from itsite.theme.drawing import CannotDrawError, drawing
from itsite.views.addresses import absolute
from itsite.views.shapes import MailPicture

Way: TypeAlias = Literal["linked", "embedded", "files"]

LOGO_SIDE = 40
# Screens have more pixels than they say, and phones show small pictures as wide as they are.
SHARP, NARROWEST = 2, 640
TYPES = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif"}


def _pixels(width: int) -> int:
    return max(width * SHARP, NARROWEST)


@dataclass(frozen=True, slots=True)
class Attached:
    """A picture that is sent along: its name, which is also its identity in the mail, its subtype, and its bytes."""

    name: str
    subtype: str
    data: bytes


@dataclass
class Pictures:
    """The pictures of one mail; collects those that are sent along, and what could not be shown."""

    ready: Ready
    way: Way
    domain: str
    attached: dict[str, Attached] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Which file of content/ stands behind an address."""
        self._outputs = {output.path: output for output in self.ready.prepared.plan.outputs}
        self._step = RenderStep(self.ready.theme, self.ready.prepared.texts)
        self._known: dict[str, PublishedAsset] = {}
        for asset in self.ready.site.assets.values():
            renditions = asset.picture.renditions if asset.picture else ()
            self._known.update(dict.fromkeys((asset.url, *(one.url for one in renditions)), asset))

    def logo(self, alt: str) -> MailPicture | None:
        """The icon of the site, where it could be drawn."""
        address = self.ready.theme.favicons.touch
        src = self._of_site(address) if address else None
        return MailPicture(src, alt, LOGO_SIDE, LOGO_SIDE) if src else None

    def of_address(self, address: str, alt: str, width: int) -> MailPicture | None:
        """The picture in a text by its absolute address."""
        asset = self._known.get(address.removeprefix(self.ready.site.config.url))
        return self.of(asset, alt, width) if asset else None

    def of(self, asset: PublishedAsset, alt: str, width: int) -> MailPicture | None:
        """A picture at most `width` pixels wide; None where a mail cannot show it."""
        picture = asset.picture
        if picture is None or not picture.width or not picture.height:
            return None
        shown = min(width, picture.width) if not asset.url.endswith(".svg") else width
        height = max(1, round(picture.height * shown / picture.width))
        if asset.url.endswith(".svg"):
            src = self._drawn(asset, shown)
        elif picture.renditions:
            src = self._of_site(picture.plain(_pixels(shown)).url)
        else:
            src = self._of_site(asset.url)
        return MailPicture(src, alt, shown, height) if src else None

    def _drawn(self, asset: PublishedAsset, width: int) -> str | None:
        try:
            data = drawing(asset.source.file.read_bytes(), _pixels(width))
        except (ImportError, OSError, CannotDrawError) as error:
            cure = "install itsite[icons]" if isinstance(error, ImportError) else "export it as PNG"
            self._missed(asset.source.path, "mail programs show no SVG, and it cannot be drawn as pixels", cure)
            return None
        return self._sent_along(data, "png")

    def _of_site(self, path: str) -> str | None:
        """The address of a file of the site in this mail."""
        subtype = TYPES.get(path.rpartition(".")[2].lower())
        if subtype is None:
            return None
        if self.way == "linked":
            return absolute(self.ready.site, path)
        made = self._step(self._outputs[path]) if path in self._outputs else None
        if isinstance(made, Problem):
            self.problems.append(made)
        if not isinstance(made, Blob):
            return None
        return self._sent_along(made.data.read_bytes() if isinstance(made.data, Path) else made.data, subtype)

    def _sent_along(self, data: bytes, subtype: str) -> str:
        name = hashlib.sha256(data).hexdigest()[:16]
        if self.way == "files":
            name += "." + subtype
            self.attached[name] = Attached(name, subtype, data)
            return name
        name += f"@{self.domain}"
        self.attached[name] = Attached(name, subtype, data)
        return "cid:" + name

    def _missed(self, path: str, message: str, cure: str) -> None:
        self.problems.append(warning(Location(f"content/{path}"), "ML003", f"the picture is left out of the mail: {message}", cure))
