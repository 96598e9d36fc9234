"""`itsite headers`: what the web server has to be told."""

import enum
from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from itsite.cli.arguments import SiteOption, UrlOption, checked_url, site_folder
from itsite.cli.formats import Format
from itsite.cli.reporting import Printer, document
from itsite.hosting.apache import apache
from itsite.hosting.headers_file import headers_file
from itsite.hosting.iis import iis
from itsite.hosting.nginx import nginx
from itsite.hosting.place import Hosted, hosted
from itsite.model.report import Report
from itsite.plan import channel_sections
from itsite.read.config_file import load_config


class Server(enum.Enum):
    """Whom the headers are for."""

    NGINX = "nginx"
    APACHE = "apache"
    IIS = "iis"
    FILE = "_headers"


SNIPPETS: Mapping[Server, Callable[[Hosted], str]] = {Server.NGINX: nginx, Server.APACHE: apache, Server.IIS: iis, Server.FILE: headers_file}


def headers(
    server: Annotated[Server, typer.Argument(help="The web server; iis is a web.config, _headers is a file that hosts of static sites read.")],
    site: SiteOption = None,
    base_url: UrlOption = None,
    root: Annotated[str, typer.Option("--root", metavar="DIR", help="Folder that the server shows; else one below /srv/www.", show_default=False)] = "",
) -> int:
    """Print the configuration of a web server, with the security headers."""
    folder, url = site_folder(site), checked_url(base_url)
    printer = Printer(Format.TEXT, folder)
    with printer.refusals():
        file = load_config(folder, channel_sections())
    if file.config is None or any(problem.is_error for problem in file.problems):
        return printer.report(Report(file.problems), done="", failed="The headers are known when they are mended.")
    config = file.config.model_copy(update={"url": url}) if url else file.config
    document(SNIPPETS[server](hosted(config, root.rstrip("/"))).rstrip("\n"))
    return 0
