"""robots.txt: everything may be read; it also marks the folder as made by itsite."""

from itsite.model.channel import Channel, Planned, Planning
from itsite.model.manifest import MARK
from itsite.model.output import Made, Output


def plan(planning: Planning) -> Planned:
    """One file."""
    text = f"{MARK}\nUser-agent: *\nAllow: /\n\nSitemap: {planning.site.config.url}sitemap.xml\n"
    return Planned((Output("robots.txt", Made(text.encode), "robots", "robots"),))


CHANNEL = Channel("robots", plan, rank=70)
