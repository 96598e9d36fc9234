"""Mails are not files of the site: `itsite mail` writes and sends them. Their section of site.yaml is known here."""

from itsite.model.channel import Channel, Planned, Planning
from itsite.model.mail import SECTION, MailOptions


def plan(planning: Planning) -> Planned:  # noqa: ARG001 - mails are written when they are asked for
    """No file of the site."""
    return Planned(())


CHANNEL = Channel("mail", plan, section=SECTION, options=MailOptions, rank=90)
