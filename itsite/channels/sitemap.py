"""sitemap.xml: every address that readers may find, with the day of its last change where a writer gave one, and its translations."""

from functools import partial
from xml.sax.saxutils import escape

from itsite.model.channel import Channel, Planned, Planning
from itsite.model.output import Made, Output
from itsite.model.site import Site
from itsite.views.addresses import absolute, local

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{}>\n'
XHTML = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def sitemap(site: Site, pages: tuple[Output, ...]) -> bytes:
    """The sitemap of these pages (sitemaps.org protocol 0.9)."""
    lines = []
    for page in pages:
        modified = local(site, page.modified)
        day = f"<lastmod>{modified.date().isoformat()}</lastmod>" if modified else ""
        also = "".join(f'<xhtml:link rel="alternate" hreflang="{lang}" href="{escape(url)}"/>' for lang, url in page.alternates)
        lines.append(f"<url><loc>{escape(absolute(site, page.url or ''))}</loc>{day}{also}</url>\n")
    head = HEAD.format(XHTML if any(page.alternates for page in pages) else "")
    return (head + "".join(lines) + "</urlset>\n").encode()


def plan(planning: Planning) -> Planned:
    """One file, from what the channels before this one planned."""
    pages = tuple(sorted((o for o in planning.earlier if o.url is not None), key=lambda o: o.url or ""))
    return Planned((Output("sitemap.xml", Made(partial(sitemap, planning.site, pages)), "sitemap", "sitemap"),))


CHANNEL = Channel("sitemap", plan, rank=60)
