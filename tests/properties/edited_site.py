"""A small site of many parts, whose parts show each other in every way that there is."""

SITE = """
-- site.yaml --
name: IT Test
url: https://it.test.example/
languages: [en, de]
fallback: true
theme: own
audiences: {office: Office}
-- themes/own/theme.yaml --
name: Own
extends: base
styles: [own.css]
-- themes/own/assets/own.css --
body { color: black }
-- themes/own/templates/page.html --
{% extends "base:page.html" %}
{% block content %}{% include "parts/own.html" %}{% include "x-" ~ page.kind ~ ".html" %}{{ super() }}{% endblock %}
-- themes/own/templates/kinds/news.html --
{% extends "base:kinds/news.html" %}
{% block content %}{{ super() }}{% include "x-" ~ page.kind ~ ".html" ignore missing %}{% endblock %}
-- themes/own/templates/parts/own.html --
<p>Ours.</p>
-- themes/own/templates/x-page.html --
<p>A page.</p>
-- themes/own/templates/x-news.html --
<p>News.</p>
-- content/index.md --
# Home

Welcome to [our VPN](services/vpn.md).
-- content/services/vpn.md --
---
title: VPN
summary: From home.
category: Network
tags: [network]
---
Text with a ![plan](plan.png "Plan") and [the file](plan.png).

## More
-- content/services/vpn.de.md --
---
title: VPN von zu Hause
---
Text.
-- content/services/plan.png --
png
-- content/news/2026-01-05-first.md --
---
title: First
tags: [network, phones]
services: [vpn]
---
The first paragraph. See [VPN](../services/vpn.md#more).

## More

Text.
-- content/news/2026-03-01-second.md --
---
title: Second
---
Words.

/// cards
- [](../services/vpn.md)
- [First](2026-01-05-first.md)
///

/// contact
    page: ../help/a.md
    role: Helps
///

/// video | ../film.mp4
    title: A plan
    poster: ../services/plan.png
    captions: [{file: ../film.vtt}]

What is *said*.
///

/// figure | ../services/plan.png
    alt: A plan

Drawn by us.
///

/// gallery
![Plan](../services/plan.png)
![Face](../face.jpg)
///
-- content/newsletters/2026-03.md --
---
title: March
collect:
  since: 2026-01-01
---
Hello.
-- content/events/day.md --
---
title: A day
start: 2026-11-21T14:00
duration: 2 h
audiences: [office]
registration: day@it.test.example
registration_until: 2026-11-21T13:00
---
Come.
-- content/events/week.md --
---
title: A week
start: 2026-11-16
end: 2026-11-21
updated: 2026-11-01
---
Come.
-- content/help/a.md --
# Page A
-- content/help/b.md --
# Page B

See [A](a.md).

/// cards
    kind: news
    limit: 1
///

/// cards
    tags: [new, network]
    order: title
///
-- content/help/b.de.md --
# Seite B

Text.
-- content/logo.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h6v8z"/></svg>
-- content/face.jpg --
jpg
-- content/film.mp4 --
mp4
-- content/film.vtt --
WEBVTT
"""
