"""A virtual host of Apache 2.4."""

from itsite.hosting.place import HTML, Hosted, compressible, endings, texts
from itsite.model.policy import CHECKED, KEPT
from itsite.serve.media_types import FEEDS, SHOWN

BROWSER = """\
        <If "%{HTTP_ACCEPT} =~ m#text/html#">
            ForceType "application/xml; charset=utf-8"
        </If>
        Header merge Vary Accept
"""


def _feed(name: str, kind: str) -> str:
    return f'    <Files "{name}">\n        ForceType "{kind}; charset=utf-8"\n{BROWSER if name in SHOWN else ""}    </Files>\n'


def apache(site: Hosted) -> str:
    """The whole block; it needs mod_headers, mod_deflate, mod_filter, mod_mime and mod_dir."""
    types = "".join(f"    AddType {kind} {' '.join(f'.{name}' for name in names)}\n" for kind, names in endings().items())
    texts_of = " ".join(f".{name}" for kind, names in endings().items() if kind in texts() and kind != HTML for name in names)
    feeds = "".join(_feed(name, kind) for name, kind in FEEDS.items())
    headers = "".join(f'    Header always set {name} "{value}"\n' for name, value in site.headers)
    return f"""\
<VirtualHost *:80>
    ServerName {site.host}
    DocumentRoot {site.folder}
    ErrorDocument 404 {site.missing}

    <Directory {site.folder}>
        Options None
        AllowOverride None
        Require all granted
        DirectoryIndex index.html
        FileETag MTime Size
    </Directory>

{headers}
    # Files below assets/ have the fingerprint of their content in their name: they never change.
    # All others may be kept, but are asked for again each time: the answer is most often "304, nothing new".
    Header always set Cache-Control "{CHECKED}"
    <LocationMatch "^{site.path_pattern}(.+/)?assets/">
        Header always set Cache-Control "{KEPT}" "expr=%{{REQUEST_STATUS}} in {{'200', '206', '304'}}"
    </LocationMatch>

    AddDefaultCharset utf-8
{types}    AddCharset utf-8 {texts_of}
    # By its own type a browser would show a feed as plain text. As XML it shows it with its style sheet.
{feeds}
    # Without NoChange, a compressed answer would never be "304, nothing new".
    DeflateAlterETag NoChange
    AddOutputFilterByType DEFLATE {" ".join(compressible())}
</VirtualHost>
"""
