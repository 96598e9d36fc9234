"""The words of the plan, in English and in German."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from babel.dates import format_date

from itsite.read.locales import locale_of

ENGLISH: Mapping[str, str] = {
    "title": "Plan of {}",
    "as_of": "As of {}, on the clock of {}. Looks ahead until {}.",
    "only_for": "Only what concerns: {}.",
    "one_next_build": "Next build due: {}",
    "no_next_build": "No build is due: nothing is scheduled.",
    "promises": "Promises",
    "coming": "Coming",
    "drafts": "Drafts",
    "out": "Went out",
    "sent": "Sent",
    "crowded": "Too close together",
    "silence": "Longest silence",
    "reviews": "To be read again",
    "channel": "Channel",
    "for": "For",
    "promise": "Promise",
    "last": "Last",
    "next": "Next",
    "standing": "Standing",
    "when": "When",
    "what": "Title",
    "lang": "In",
    "outlet": "By",
    "result": "Recipients",
    "behind": "In the last year",
    "ahead": "Ahead",
    "page": "Page",
    "owner": "Owner",
    "by": "By",
    "state": "State",
    "all": "everybody",
    "kept": "kept, until {}",
    "due": "due on {}",
    "due_late": "due on {}, the next one is too late",
    "broken": "broken since {}, last was {}",
    "unbegun": "not begun",
    "none": "none",
    "never": "never",
    "nothing_ahead": "nothing",
    "no_date": "no date",
    "overdue": "overdue",
    "soon": "due",
    "nobody": "nobody",
    "off": "cancelled",
    "update": "change",
    "group": "Group",
    "later": "{} more after that.",
    "days": "{} days, {} to {}",
    "one_day": "1 day, {} to {}",
    "sent_count": "{} sent",
    "refused_count": "{} refused",
    "open_count": "{} open",
    "nothing_coming": "Nothing is scheduled until then.",
    "nothing_crowded": "Nothing: nobody hears from us twice within three days.",
    "no_reviews": "Nothing is overdue, and nothing due in the next 30 days.",
    "nothing_promised": "No rhythm is promised. Say it in site.yaml: rhythm: {news: 2 weeks, newsletter: 1 month}",
    "days_unit": "days",
    "weeks_unit": "weeks",
    "months_unit": "months",
    "one_days_unit": "day",
    "one_weeks_unit": "week",
    "one_months_unit": "month",
}
GERMAN: Mapping[str, str] = {
    "title": "Plan für {}",
    "as_of": "Stand: {}, nach der Uhr von {}. Blickt voraus bis {}.",
    "only_for": "Nur was diese Zielgruppe betrifft: {}.",
    "one_next_build": "Nächster Build fällig: {}",
    "no_next_build": "Kein Build fällig: Es ist nichts terminiert.",
    "promises": "Versprechen",
    "coming": "Was kommt",
    "drafts": "Entwürfe",
    "out": "Was erschienen ist",
    "sent": "Was verschickt ist",
    "crowded": "Zu dicht beieinander",
    "silence": "Längste Funkstille",
    "reviews": "Wieder zu lesen",
    "channel": "Kanal",
    "for": "Für",
    "promise": "Versprochen",
    "last": "Zuletzt",
    "next": "Als Nächstes",
    "standing": "Stand",
    "when": "Wann",
    "what": "Titel",
    "lang": "Auf",
    "outlet": "Über",
    "result": "Empfänger",
    "behind": "Im letzten Jahr",
    "ahead": "Voraus",
    "page": "Seite",
    "owner": "Zuständig",
    "by": "Bis",
    "state": "Stand",
    "all": "alle",
    "kept": "gehalten, bis {}",
    "due": "fällig am {}",
    "due_late": "fällig am {}, der nächste Termin ist zu spät",
    "broken": "gebrochen seit {}, zuletzt am {}",
    "unbegun": "noch nicht begonnen",
    "none": "keins",
    "never": "nie",
    "nothing_ahead": "nichts",
    "no_date": "ohne Datum",
    "overdue": "überfällig",
    "soon": "fällig",
    "nobody": "niemand",
    "off": "abgesagt",
    "update": "Änderung",
    "group": "Gruppe",
    "later": "Danach noch {}.",
    "days": "{} Tage, {} bis {}",
    "one_day": "1 Tag, {} bis {}",
    "sent_count": "{} verschickt",
    "refused_count": "{} abgelehnt",
    "open_count": "{} offen",
    "nothing_coming": "Bis dahin ist nichts terminiert.",
    "nothing_crowded": "Nichts: Niemand hört innerhalb von drei Tagen zweimal von uns.",
    "no_reviews": "Nichts ist überfällig, und nichts in den nächsten 30 Tagen fällig.",
    "nothing_promised": "Es ist kein Rhythmus versprochen. Er steht in site.yaml: rhythm: {news: 2 weeks, newsletter: 1 month}",
    "days_unit": "Tage",
    "weeks_unit": "Wochen",
    "months_unit": "Monate",
    "one_days_unit": "Tag",
    "one_weeks_unit": "Woche",
    "one_months_unit": "Monat",
}
LANGUAGES = {"en": ENGLISH, "de": GERMAN}
FORMS = {"en": ("EEE d MMM", "EEE d MMM y"), "de": ("EEE d. MMM", "EEE d. MMM y")}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; `year` is the year that need not be said, `space` stands between the parts of a day."""

    lang: str
    year: int
    space: str = " "

    def __call__(self, key: str, *values: object) -> str:
        """A text with its values put in."""
        text = LANGUAGES[self.lang][key]
        return text.format(*values) if values else text

    def day(self, day: dt.date) -> str:
        """A day with its weekday; with its year where it is another one."""
        form = FORMS[self.lang][day.year != self.year]
        return str(format_date(day, form, locale_of(self.lang))).replace(" ", self.space)

    def instant(self, at: dt.datetime) -> str:
        """A day, with the time of day where there is one."""
        return f"{self.day(at.date())} {at:%H:%M}" if at.time() != dt.time() else self.day(at.date())


def words_of(lang: str, year: int, space: str = " ") -> Words:
    """The words of a language, English where there are none."""
    language = lang.partition("-")[0]
    return Words(language if language in LANGUAGES else "en", year, space)
