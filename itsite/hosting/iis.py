"""A file `web.config` for Internet Information Services 10, at the top of the folder that the server shows."""

from html import escape

from itsite.hosting.place import Hosted, endings, texts
from itsite.model.policy import CHECKED, KEPT


def _mapped(kind: str, ending: str) -> str:
    whole = f"{kind}; charset=utf-8" if kind in texts() else kind
    return f'      <remove fileExtension=".{ending}" />\n      <mimeMap fileExtension=".{ending}" mimeType="{whole}" />\n'


def iis(site: Hosted) -> str:
    """The whole file. It needs no module beside those of the role "Web Server"; encodings are left out, since PowerShell writes what it likes."""
    below = site.path.strip("/")
    types = "".join(_mapped(kind, ending) for kind, names in endings().items() for ending in names)
    headers = "".join(f'        <remove name="{name}" />\n        <add name="{name}" value="{escape(value, quote=False)}" />\n' for name, value in site.headers)
    missing = site.missing.strip("/").replace("/", "\\")
    return f"""\
<?xml version="1.0"?>
<configuration>
  <system.webServer>
    <defaultDocument enabled="true">
      <files>
        <clear />
        <add value="index.html" />
      </files>
    </defaultDocument>
    <directoryBrowse enabled="false" />
    <httpErrors errorMode="Custom">
      <remove statusCode="404" />
      <error statusCode="404" path="{missing}" responseMode="File" />
    </httpErrors>
    <httpProtocol>
      <customHeaders>
        <remove name="X-Powered-By" />
{headers}        <remove name="Cache-Control" />
        <add name="Cache-Control" value="{CHECKED}" />
      </customHeaders>
    </httpProtocol>
    <!-- Without the last type, IIS would deny the index of the search. -->
    <staticContent>
{types}      <remove fileExtension=".*" />
      <mimeMap fileExtension=".*" mimeType="application/octet-stream" />
    </staticContent>
    <urlCompression doStaticCompression="true" />
  </system.webServer>

  <!-- Files below assets/ have the fingerprint of their content in their name: they never change. -->
  <location path="{"/".join(part for part in (below, "assets") if part)}">
    <system.webServer>
      <httpProtocol>
        <customHeaders>
          <remove name="Cache-Control" />
          <add name="Cache-Control" value="{KEPT}" />
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>
</configuration>
"""
