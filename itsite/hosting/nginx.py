"""A server of nginx, for its `http` context."""

from itsite.hosting.place import HTML, Hosted, compressible, endings, texts
from itsite.model.policy import CHECKED, KEPT
from itsite.serve.media_types import FEEDS, SHOWN


def _quoted(value: str) -> str:
    return f'"{value}"' if set(value) & set(" ;'") else value


def _feed(site: Hosted, name: str, kind: str) -> str:
    stem, _, ending = name.rpartition(".")
    shown = f"        error_page 404 {site.missing};\n        error_page 418 = @itsite_shown;\n        if ($itsite_browser) {{ return 418; }}\n"
    inside = f"        types {{ {kind} {ending}; }}\n{shown if name in SHOWN else ''}"
    return f"\n    location ~ ^{site.path_pattern}(.+/)?{stem}\\.{ending}$ {{\n{inside}    }}\n"


def nginx(site: Hosted) -> str:
    """The whole block, and the map that it needs."""
    types = "".join(f"        {kind} {' '.join(names)};\n" for kind, names in endings().items())
    feeds = "".join(_feed(site, name, kind) for name, kind in FEEDS.items())
    shown = "|".join(name.replace(".", "\\.") for name in SHOWN)
    headers = "".join(f"    add_header {name} {_quoted(value)} always;\n" for name, value in site.headers)
    return f"""\
# Files below assets/ have the fingerprint of their content in their name: they never change.
# All others may be kept, but are asked for again each time: the answer is most often "304, nothing new".
map $uri $itsite_caching {{
    default "{CHECKED}";
    "~^{site.path_pattern}(.+/)?assets/" "{KEPT}";
}}

# By its own type a browser would show a feed as plain text. As XML it shows it with its style sheet.
map $http_accept $itsite_browser {{
    default "";
    "~text/html" 1;
}}
map $uri $itsite_vary {{
    default "";
    "~/({shown})$" Accept;
}}

server {{
    listen 80;
    server_name {site.host};

    root {site.folder};
    index index.html;
    error_page 404 {site.missing};
    server_tokens off;
    absolute_redirect off;

    types {{
{types}    }}
    default_type application/octet-stream;
    charset utf-8;
    charset_types {" ".join(kind for kind in texts() if kind != HTML)};

{headers}    add_header Cache-Control $itsite_caching always;
    add_header Vary $itsite_vary;

    gzip on;
    gzip_vary on;
    gzip_comp_level 6;
    gzip_min_length 512;
    gzip_types {" ".join(kind for kind in compressible() if kind != HTML)};

    location {site.path} {{
        try_files $uri $uri/ =404;
    }}
{feeds}
    location @itsite_shown {{
        types {{ application/xml xml; }}
    }}
}}
"""
