"""Sites with a canary word in every thing that may not be shown."""

SITE = """
-- site.yaml --
# canary-configcomment
name: IT Test
url: https://it.test.example/
languages: [en, de]
audiences:
  office: Office
navigation:
  - title: Services
    page: services/
  - title: Canary navdraft
    page: draft.md
redirects:
  /canary-redirectdraft/: draft.md
  /canary-redirectfolder/: secret/inner.md
-- content/index.md --
---
title: Home # canary-fmcomment
---
<!-- canary-htmlcomment -->
[](draft.md) [](secret/inner.md) [](confidential.md#canary-anchor) [ok](services/vpn.md)
![a](images/shown.svg)

[canary-unusedreference]: services/vpn.md
-- content/index.de.md --
---
title: Start
---
[](draft.md)
-- content/draft.md --
---
title: Canary drafttitle
summary: canary-draftsummary
draft: true
tags: [canary-drafttag]
aliases: [/canary-draftalias/]
image: images/canary-draftimage.svg
image_alt: canary-draftimagealt
owner: canary-draftowner
extra: {note: canary-draftextra}
---
canary-drafttext ![canary-draftalt](images/canary-draftpicture.svg)
-- content/draft.de.md --
---
title: Canary draftgerman
draft: true
---
canary-draftgermantext
-- content/confidential.md --
---
title: Canary confidentialtitle
classification: confidential
tags: [remote]
audiences: [office]
---
## canary-anchor
canary-confidentialtext [file](canary-confidentialfile.pdf)
-- content/canary-confidentialfile.pdf --
canary-confidentialfilecontent
-- content/secret/inner.md --
---
title: Canary foldertitle
draft: true
---
canary-foldertext
-- content/secret/deeper/index.md --
---
title: Canary deepertitle
draft: true
---
text
-- content/half/index.md --
---
title: Canary indextitle
classification: confidential
summary: canary-indexsummary
---
canary-indextext
-- content/half/shown.md --
# Shown in a half hidden folder
-- content/services/vpn.md --
---
title: VPN
tags: [remote]
related: [phone.md, fax.md]
how_to_order: ../draft.md
contact: {page: ../confidential.md}
listings:
  more: {tags: [remote, canary-listingtag], limit: 50}
  secret: {folder: secret}
  half: {folder: half}
---
VPN
-- content/services/phone.md --
---
title: Canary servicetitle
category: canary-servicecategory
draft: true
tags: [remote]
related: [vpn.md]
price: {amount: 666, currency: EUR, note: canary-servicenote}
---
canary-servicetext about [](vpn.md)
-- content/services/fax.md --
---
title: Canary expiredservice
expires: 2026-11-01
tags: [remote]
---
canary-expiredtext
-- content/services/chat.md --
---
title: Canary futureservice
publish: 2026-12-24
tags: [remote]
---
text
-- content/news/2026-11-03-shown.md --
---
title: Shown news
tags: [remote]
services: [../services/vpn.md, ../services/phone.md]
---
text
-- content/news/2026-11-05-canary-newsslug.md --
---
title: Canary draftnews
draft: true
importance: urgent
pin_until: 2027-01-01
tags: [remote]
services: [../services/vpn.md]
---
text
-- content/news/2026-11-06-x.md --
---
title: Canary closednews
classification: confidential
importance: urgent
tags: [remote]
services: [../services/vpn.md]
---
canary-closednewstext
-- content/news/2026-11-07-y.md --
---
title: Canary expirednews
expires: 2026-11-20
importance: urgent
---
text
-- content/news/2026-12-06-z.md --
---
title: Canary futurenews
importance: urgent
tags: [remote]
---
text
-- content/news/2026-11-08-w.md --
---
title: Canary embargonews
publish: 2026-11-30T09:00
---
text
-- content/newsletters/2026-11.md --
---
title: Issue by hand
items: [../news/2026-11-03-shown.md, ../news/2026-11-05-canary-newsslug.md, ../news/2026-11-06-x.md, ../news/2026-11-07-y.md, ../news/2026-12-06-z.md]
---
[](../news/2026-11-06-x.md)
-- content/newsletters/2026-10.md --
---
title: Issue by rule
date: 2026-11-21
collect: {since: 2026-11-01, until: 2027-01-01, limit: 50}
---
text
-- content/newsletters/2026-12.md --
---
title: Canary futureissue
---
canary-futureissuetext
-- content/images/shown.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>
-- content/images/canary-unusedimage.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"><title>canary-unusedimagetext</title></svg>
-- content/images/canary-draftimage.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="3" height="1"/>
-- content/images/canary-draftpicture.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="4" height="1"/>
-- content/unused.txt --
canary-unusedtext
-- content/_hidden/page.md --
# Canary underscorefolder
-- content/_draft.md --
# Canary underscorefile
-- content/.git/config --
canary-git
-- content/.env --
canary-env
-- content/.hidden.md --
# Canary dotfile
-- content/index.md~ --
# Canary tilde
-- content/index.md.bak --
# Canary bak
-- content/index.md.orig --
# Canary orig
-- content/.index.md.swp --
canary-swap
-- content/#index.md# --
# Canary emacs
-- content/Thumbs.db --
canary-thumbs
-- content/.DS_Store --
canary-dsstore
-- content/services/_canary-underscorename.md --
# x
-- README.md --
# Canary readme
-- .env --
canary-rootenv
-- themes/other/theme.yaml --
canary: othertheme
"""

PUBLIC = """
-- site.yaml --
name: IT Test
url: https://it.test.example/
-- content/index.md --
---
title: Home
classification: public
---
[](plain.md) [](open.md)
-- content/open.md --
---
title: Open
classification: public
tags: [open, shared]
---
text
-- content/plain.md --
---
title: Canary internalbydefault
tags: [canary-tagofaninternalpage, shared]
aliases: [/canary-aliasofaninternalpage/]
---
canary-internaltext
-- content/news/2026-11-03-x.md --
---
title: Canary internalnews
---
text
-- content/news/2026-11-04-y.md --
---
title: Open news
classification: public
tags: [shared]
---
text
-- content/closed.md --
---
title: Canary confidential
classification: confidential
---
text
"""
