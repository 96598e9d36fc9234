"""A film of one's own, with captions and a transcript."""

from typing import Annotated
from xml.etree.ElementTree import Element

from pydantic import Field

from itsite.model.meta import Written
from itsite.read.extensions.blocks.block import Block, Use, child
from itsite.read.extensions.blocks.dates import language_name
from itsite.read.extensions.blocks.values import CaptionsFile, FilmFile, PictureFile, Words

Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class Captions(Written):
    """What is said, as text on the picture."""

    file: CaptionsFile = Field(description="The WebVTT file (`.vtt`).")
    lang: Language | None = Field(None, description="Language of the captions; else that of the page.")
    label: str = Field("", description="How the player names them; else the name of the language.")


class Video(Written):
    """A film that lies in content/. It never starts by itself."""

    file: FilmFile = Field(description="The film: an `.mp4` or `.webm` file of content/.")
    title: Words = Field(description="What the film is about; it stands below it.")
    poster: PictureFile | None = Field(None, description="The picture that is shown until the film starts.")
    captions: tuple[Captions, ...] = Field((), description="Captions, one entry a language.")


def _video(use: Use[Video], parent: Element) -> Element:
    options = use.options
    if not options.captions:
        use.warn("BL014", "the film has no captions", "add captions: with a .vtt file, for those who do not hear it")
    if not use.text.strip():
        use.warn("BL014", "the film has no transcript", "write what is said and shown as the text of the block")
    element = child(parent, "div", "film")
    poster = {"poster": use.address(options.poster, "poster")} if options.poster else {}
    named = {"aria-label": options.title}
    film = child(element, "video", controls="controls", preload="metadata", src=use.address(options.file, "file"), **poster, **named)
    for number, captions in enumerate(options.captions):
        lang = captions.lang or use.lang
        source = use.address(captions.file, "captions", number, "file")
        track = child(film, "track", kind="captions", src=source, srclang=lang, label=captions.label or language_name(lang))
        if number == 0:
            track.set("default", "default")
    child(element, "p", "film-title", options.title)
    if use.text.strip():
        transcript = child(element, "details", "transcript")
        child(transcript, "summary", text=use.word("block_transcript"))
        use.fill(child(transcript, "div", "fold-text"))
    return element


BLOCKS = (Block("video", "A film with captions; the text of the block is its transcript.", Video, _video, argument="file"),)
