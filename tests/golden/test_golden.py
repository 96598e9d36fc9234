"""A handful of files that somebody has read: what a change does to them shows in its diff.

`ITSITE_WRITE_GOLDEN=1 python -m pytest tests/golden` writes them anew; read the diff before it is committed.
"""

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parent

SITE = """
-- site.yaml --
name: {en: IT Test, de: IT-Test}
claim: R&D & more
url: https://it.test.example/base/
languages: [en, de]
time_zone: Europe/Berlin
theme: bare
-- themes/bare/theme.yaml --
extends: base
-- themes/bare/templates/layout.html --
<!doctype html>
<html lang="{{ lang }}">
<title>{{ title }}</title>
<link rel="canonical" href="{{ canonical }}">
{% for item in languages if item.exists %}
<link rel="alternate" hreflang="{{ item.lang }}" href="{{ site.url }}{{ item.path }}">
{% endfor %}
{% for feed in feeds %}
<link rel="alternate" type="{{ feed.type }}" title="{{ feed.title }}" href="{{ root }}{{ feed.path }}">
{% endfor %}
<nav>{% for entry in navigation %}<a href="{{ root }}{{ entry.path }}"{% if entry.within %} class="within"{% endif %}>{{ entry.title }}</a> {% endfor %}</nav>
<nav>{% for step in breadcrumbs %}{% if step.current %}{{ step.title }}{% else %}<a href="{{ root }}{{ step.path }}">{{ step.title }}</a> › {% endif %}{% endfor %}</nav>
{% block content %}{% endblock %}
</html>
-- themes/bare/templates/kinds/news.html --
{% extends 'layout.html' %}
{% block content %}
<h1>{{ page.title }}</h1>
<time datetime="{{ page.date | isodate }}">{{ page.date | date }}</time>
{% for entry in page.toc %}<a href="#{{ entry.id }}">{{ entry.title }}</a> {% endfor %}

{{ page.body }}
{% for tag in page.tags %}<a href="{{ root }}{{ tag.path }}">{{ tag.title }}</a> {% endfor %}

{% for card in details.services %}<a href="{{ root }}{{ card.path }}">{{ card.title }}</a> {% endfor %}
{% endblock %}
-- themes/bare/templates/lists/news.html --
{% extends 'layout.html' %}
{% block content %}
<h1>{{ title }} ({{ total }})</h1>
{% for group in groups %}{% for card in group.cards %}
<a href="{{ root }}{{ card.path }}">{{ card.title }}</a> {{ card.date | date('medium') }} {{ card.kicker }}: {{ card.summary }}
{% endfor %}{% endfor %}
{% for year in years %}<a href="{{ root }}{{ year.path }}">{{ year.title }} ({{ year.count }})</a> {% endfor %}

{% endblock %}
-- content/services/vpn.md --
---
title: VPN & Co
---
From **everywhere**.

## Costs
-- content/services/vpn.de.md --
---
title: VPN & Co
---
Von überall.
-- content/pictures/The plan (1).svg --
<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>
-- content/news/2026-11-03-new-vpn.md --
---
title: The new <b>VPN</b>
summary: Four seconds & done.
tags: [Remote Work, VPN]
authors: [Ida Lorenzen]
services: [../services/vpn.md]
---
See [](../services/vpn.md#costs), [below](#groesse) or [elsewhere](https://elsewhere.example/?a=1&b=2).

![The plan](<../pictures/The plan (1).svg>)

## Größe

| A | B |
|---|--:|
| 1 | 2 |

!!! note "Mind the gap"
    Text with `code` and a note[^1].

```python
print("ok")
```

[^1]: The note.
-- content/news/2026-11-03-new-vpn.de.md --
---
title: Das neue VPN
---
Siehe [VPN](../services/vpn.md).
-- content/news/2025-12-31-last.md --
---
title: The last of the year
date: 2025-12-31T23:30
id: last
---
Good night.
-- content/newsletters/2026-11.md --
---
title: November
issue: "4"
collect: {since: 2025-01-01}
date: 2026-11-20
---
Hello.
"""

FILES = {
    "feed.xml": "feed.xml",
    "feed.de.xml": "de/feed.xml",
    "sitemap.xml": "sitemap.xml",
    "news.html": "news/2026/new-vpn/index.html",
    "news.de.html": "de/news/2026/new-vpn/index.html",
    "list.html": "news/index.html",
}


@pytest.mark.parametrize("name", FILES)
def test_it_is_what_somebody_has_read(site, name):
    built = site(SITE)
    assert not built.problems
    made = built.text(FILES[name])
    if os.environ.get("ITSITE_WRITE_GOLDEN"):
        (HERE / name).write_text(made, encoding="utf-8")
    assert made == (HERE / name).read_text(encoding="utf-8")
