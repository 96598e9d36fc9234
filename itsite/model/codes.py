"""Every problem code: what it means and what to do. docs/problems.md has an example of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says in a few words, and its cure in one sentence."""

    title: str
    cure: str


_CODES = {
    "AC001": Code("a picture without alternative text", "Say what the picture shows: `![Two colleagues at a desk](desk.jpg)`, or `image_alt:`."),
    "AC002": Code("an id that stands twice on a page", "Rename one of the headings, or take one `{#id}` away."),
    "AC003": Code("a page with no first heading, or with several", "Mend the template: one `<h1>` a page."),
    "AC004": Code("a heading that leaves out a level", "Use one `#` less."),
    "BUG01": Code("a mistake in itsite itself", "Report it, with the line and the page that you were working on."),
    "CF002": Code("an unknown key in site.yaml", "Correct the name; the nearest known one is suggested."),
    "CF003": Code("a value of the wrong form in site.yaml", "Write the form that the message names."),
    "CF005": Code("a value that site.yaml does not take", "Write one of the values that the message names."),
    "CF006": Code("a key that site.yaml needs is missing", "Add the key that the message names."),
    "CF007": Code("a key that stands twice in site.yaml", "Keep one of the two."),
    "CF008": Code("site.yaml is not readable YAML", "Look at quotation marks, colons and indentation of the line."),
    "CF009": Code("YAML extras in site.yaml", "Write the value out; anchors, aliases, tags and merge keys are not used."),
    "CF010": Code("site.yaml is too large or nested too deep", "Shorten or flatten it."),
    "CF012": Code("an old address in site.yaml that is no path of the site", "Write a path such as `/services/old-vpn/`."),
    "CT001": Code("a page whose day of review has passed", "Read the page, then set `review_by` to the next day."),
    "CT002": Code("an announcement without summary and text", "Add `summary:` with one sentence."),
    "FD001": Code("an announcement that subscribers will see a second time", "Add the `id:` that the message names."),
    "FM001": Code("front matter that is never closed", "Add a line `---` below the last field."),
    "FM002": Code("an unknown field", "Correct the name; the nearest known one is suggested."),
    "FM003": Code("a value of the wrong form", "Write the form that the message names."),
    "FM004": Code("a date that is none", "Write year-month-day, such as `2026-11-03` or `2026-11-03T09:00`."),
    "FM005": Code("a value that the field does not take", "Write one of the values that the message names."),
    "FM006": Code("a field that is needed is missing", "Add the field that the message names."),
    "FM007": Code("a field that stands twice", "Keep one of the two."),
    "FM008": Code("front matter that is not readable YAML", "Look at quotation marks, colons and indentation of the line."),
    "FM009": Code("YAML extras in the front matter", "Write the value out, or put it in quotes."),
    "FM010": Code("front matter that is too large or nested too deep", "Move long texts into the page."),
    "FM011": Code("a page without a title", "Add `title:` or a heading."),
    "FM012": Code("a slug or an old address that is none", "Write letters, digits and hyphens: `new-vpn`, `/services/old-vpn/`."),
    "FM013": Code("a page that needs a date has none", "Add `date:`, or begin the file name with the date."),
    "FM014": Code("a language that the site does not have", "Rename the file, correct `lang:`, or add the language to site.yaml."),
    "FM015": Code("a control character in a field", "Delete it; until then it is taken out."),
    "FS001": Code("a symbolic link that cannot be followed", "Copy the file into content/, or delete the link."),
    "FS002": Code("something in content/ that is neither a file nor a folder", "Take it out of content/."),
    "FS003": Code("a file name that is not valid text", "Rename the file."),
    "FS004": Code("no folder content/", "Make one, or name the site with `--site`."),
    "FS005": Code("an SVG picture that is more than a picture", "Export it as a plain SVG, without scripts."),
    "FS006": Code("a page of more than 20 MB", "Split it into several pages."),
    "IO001": Code("the machine refused, or the order cannot be carried out here", "Do what the message says, then try again."),
    "LK001": Code("a link to a page or file that is not there", "Correct the name, or write the page."),
    "LK002": Code("a link to an anchor that is not there", "Name the id of a heading of that page."),
    "LK003": Code("a picture or file that is not there", "Put the file there, or correct the name."),
    "LK004": Code("a link that leads out of content/", "Copy the file into content/, or link to its full address."),
    "LK005": Code("a reference to a page that is not shown yet, or no longer", "Nothing, if that is meant; else take the link away."),
    "LK006": Code("a field that names a page that is not there", "Name the file as in a link: `../services/vpn.md`."),
    "LK007": Code("a picture or film that lies on another host", "Save the file beside the page, or link to it."),
    "LK008": Code("a link with a scheme that is not allowed", "Link with `https:`, `mailto:`, `tel:` or `sip:`."),
    "MD001": Code("a text that takes too long to convert", "Look for long runs of brackets, backticks or blanks."),
    "MD002": Code("a text that nests too deep", "Flatten lists, quotations or brackets."),
    "MD003": Code("control characters written as entities", "Delete them; until then they are taken out."),
    "MD004": Code("HTML that pages may not hold is taken out", "Use Markdown, or the HTML that docs/writing.md names."),
    "RF001": Code("an audience that site.yaml does not name", "Correct it, or add it to `audiences` in site.yaml."),
    "RF002": Code("an owner that site.yaml does not name", "Correct it, or add it to `checks: owners:` in site.yaml."),
    "RF003": Code("a list by rule that names a kind or folder which does not exist", "Correct the name; the nearest known one is suggested."),
    "TG001": Code("two spellings of one tag", "Write the tag in one spelling everywhere."),
    "TH001": Code("a theme that is not there, or builds on itself", "Correct `theme:` in site.yaml or `extends:` in theme.yaml."),
    "TH002": Code("a template that cannot be read", "Correct the line."),
    "TH003": Code("a template that uses what does not exist", "See docs/theming.md for what each template sees."),
    "TH004": Code("a template that fails, takes too long or does what it may not", "Correct the line."),
    "TH005": Code("a file of the theme that cannot be used", "Copy the file into the theme, or take it out."),
    "TH006": Code("a design token that is unknown or has no usable value", "Correct the name or the value; see docs/theming.md for the tokens."),
    "TH007": Code("a style sheet or script that is missing or asks another host", "Put the file into the theme."),
    "TH008": Code("a string that is neither text nor plural forms", "Write text, or `one:` and `other:`."),
    "TH011": Code("a template with a script, a style or a handler inside the page", "Put it into a file of the theme, below assets/."),
    "TX001": Code("a file that is not UTF-8", "Save the file as UTF-8."),
    "TX002": Code("an invisible control character", "Delete it."),
    "TX003": Code("a merge conflict that was left in a file", "Keep one version, delete the marker lines."),
    "TY002": Code("an unknown key in theme.yaml", "Correct the name; the nearest known one is suggested."),
    "TY003": Code("a value of the wrong form in theme.yaml", "Write the form that the message names."),
    "TY007": Code("a key that stands twice in YAML of a theme", "Keep one of the two."),
    "TY008": Code("YAML of a theme that cannot be read", "Look at quotation marks, colons and indentation of the line."),
    "TY009": Code("YAML extras in a theme", "Write the value out."),
    "TY010": Code("YAML of a theme that is too large or nested too deep", "Shorten or flatten it."),
    "UR001": Code("two pages with one address", "Rename one of the files, or give one another slug."),
    "UR002": Code("an old address that is already taken", "Take the old address away, or give the page another slug."),
    "UR003": Code("two pages with one id", "Give each page an id of its own."),
    "UR004": Code("two outputs for one file", "Rename one of the two."),
}

CODES: Mapping[str, Code] = MappingProxyType(dict(sorted(_CODES.items())))
