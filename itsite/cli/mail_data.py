"""What `itsite mail send` says before and after, for programs."""

from collections.abc import Iterable, Mapping
from typing import Any

from itsite.delivery.journal import Delivery
from itsite.mailing.message import Envelope
from itsite.mailing.orders import Delivered, still_to_go
from itsite.mailing.sending import Outcome


def intention_data(written: Mapping[str, Envelope], delivered: Delivered, known: Mapping[str, Delivery], doubles: int) -> dict[str, Any]:
    """What would be sent to how many."""
    editions = [
        {"lang": lang, "subject": written[lang].issue.view.title, "bytes": len(written[lang].body), "recipients": len(those)}
        for lang, those in delivered.by_lang.items()
    ]
    return {"sent": False, "editions": editions, "to_go": len(still_to_go(delivered, known)), "others": len(delivered.others), "doubles": doubles}


def result_data(outcome: Outcome) -> dict[str, Any]:
    """What became of a sending."""
    return {
        "sent": True,
        "recipients": outcome.sent,
        "before": outcome.before,
        "uncertain": outcome.uncertain,
        "refused": _named(outcome.refused),
        "refused_before": _named(outcome.refused_before),
        "left": _named(outcome.left),
    }


def _named(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"address": address, "said": said} for address, said in pairs]
