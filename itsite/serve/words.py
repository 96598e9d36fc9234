"""The words of the preview, in English and in German."""

import datetime as dt
from collections.abc import Mapping

from babel.dates import format_date, format_datetime

from itsite.serve.workbench import State

ENGLISH: Mapping[str, str] = {
    "preview": "Preview",
    "preview_of": "Preview of {}",
    "draft": "Draft",
    "coming": "Appears on {}",
    "expired": "Expired on {}",
    "expiring": "Expires on {}",
    "published": "Published",
    "generated": "Made by itself",
    "missing": "No such page",
    "edit": "Edit",
    "unready": "No site yet",
    "absent": "Not in this edition",
    "template": "Template",
    "one_problem": "{} problem",
    "problems": "{} problems",
    "no_problems": "No problems",
    "edition": "Edition",
    "drafts": "Drafts",
    "with_drafts": "with drafts",
    "without_drafts": "without drafts",
    "show_drafts": "Show drafts",
    "classification": "Classification",
    "public": "public",
    "internal": "internal",
    "confidential": "confidential",
    "as_of": "As of",
    "as_of_hint": "(left empty: now)",
    "now": "now",
    "apply": "Show",
    "reset": "Back to now",
    "fold": "Fold the bar away",
    "unfold": "Show the bar of the preview",
    "close": "Close",
    "beneath": "The page beneath is the last one without errors.",
    "nothing_beneath": "There is no page to show until this is mended.",
    "hidden_draft": "This page is a draft, and this edition shows none.",
    "hidden_coming": "This page appears on {}.",
    "hidden_expired": "This page expired on {}.",
    "hidden_then": "This page is not in the site as of {}.",
    "hidden_closed": "This page is {} and not part of this edition.",
    "show_it": "Show it",
    "errors": "Errors",
    "warnings": "Warnings",
    "all_well": "All is well: there are no problems.",
    "last_good": "The preview shows the last state without errors.",
    "coming_pages": "Coming",
    "expiring_pages": "Expiring",
    "expired_pages": "Expired",
    "draft_pages": "Drafts",
    "none": "None.",
    "as_then": "Show the site as of then",
    "to_site": "To the site",
    "one_page": "{} page",
    "pages": "{} pages",
    "waiting": "The site cannot be shown yet",
}
GERMAN: Mapping[str, str] = {
    "preview": "Vorschau",
    "preview_of": "Vorschau von {}",
    "draft": "Entwurf",
    "coming": "Erscheint am {}",
    "expired": "Abgelaufen am {}",
    "expiring": "Läuft ab am {}",
    "published": "Veröffentlicht",
    "generated": "Automatisch erstellt",
    "missing": "Seite nicht gefunden",
    "edit": "Bearbeiten",
    "unready": "Noch keine Website",
    "absent": "Nicht in dieser Ausgabe",
    "template": "Vorlage",
    "one_problem": "{} Problem",
    "problems": "{} Probleme",
    "no_problems": "Keine Probleme",
    "edition": "Ausgabe",
    "drafts": "Entwürfe",
    "with_drafts": "mit Entwürfen",
    "without_drafts": "ohne Entwürfe",
    "show_drafts": "Entwürfe zeigen",
    "classification": "Einstufung",
    "public": "öffentlich",
    "internal": "intern",
    "confidential": "vertraulich",
    "as_of": "Stand",
    "as_of_hint": "(leer: jetzt)",
    "now": "jetzt",
    "apply": "Zeigen",
    "reset": "Zurück zu jetzt",
    "fold": "Leiste einklappen",
    "unfold": "Leiste der Vorschau zeigen",
    "close": "Schließen",
    "beneath": "Darunter steht die letzte Fassung ohne Fehler.",
    "nothing_beneath": "Bis das behoben ist, gibt es keine Seite zu zeigen.",
    "hidden_draft": "Diese Seite ist ein Entwurf, und diese Ausgabe zeigt keine Entwürfe.",
    "hidden_coming": "Diese Seite erscheint am {}.",
    "hidden_expired": "Diese Seite ist am {} abgelaufen.",
    "hidden_then": "Mit Stand {} gibt es diese Seite nicht.",
    "hidden_closed": "Diese Seite ist {} und nicht Teil dieser Ausgabe.",
    "show_it": "Zeigen",
    "errors": "Fehler",
    "warnings": "Warnungen",
    "all_well": "Alles in Ordnung: keine Probleme.",
    "last_good": "Die Vorschau zeigt den letzten Stand ohne Fehler.",
    "coming_pages": "Demnächst",
    "expiring_pages": "Läuft ab",
    "expired_pages": "Abgelaufen",
    "draft_pages": "Entwürfe",
    "none": "Keine.",
    "as_then": "Mit diesem Stand zeigen",
    "to_site": "Zur Website",
    "one_page": "{} Seite",
    "pages": "{} Seiten",
    "waiting": "Die Website kann noch nicht gezeigt werden",
}


class Words:
    """One language: words by name, and instants in the site's time zone."""

    def __init__(self, lang: str, zone: dt.tzinfo = dt.UTC) -> None:
        """Any language but German is served in English."""
        self.lang = "de" if lang.partition("-")[0] == "de" else "en"
        self.zone = zone
        self._known = GERMAN if self.lang == "de" else ENGLISH

    def __call__(self, name: str, *values: object) -> str:
        """The words called `name`, with values in their places."""
        return self._known[name].format(*values)

    def instant(self, instant: dt.datetime) -> str:
        """A day, with the time of day unless it is midnight."""
        local = instant.astimezone(self.zone)
        locale = "de" if self.lang == "de" else "en_GB"
        if (local.hour, local.minute) == (0, 0):
            return format_date(local, "d. MMMM y" if self.lang == "de" else "d MMMM y", locale=locale)
        return format_datetime(local, "d. MMMM y, HH:mm" if self.lang == "de" else "d MMMM y, HH:mm", tzinfo=self.zone, locale=locale)

    def count(self, problems: int) -> str:
        """How many problems there are."""
        if not problems:
            return self("no_problems")
        return self("one_problem" if problems == 1 else "problems", problems)


def words_of(state: State) -> Words:
    """The words for a site: in its default language, which is that of its home page while there is no site yet."""
    if state.site:
        return Words(state.site.config.default_lang, state.site.zone)
    return Words(next((page.lang for page in state.pages if page.path == "index.md"), "en"))
