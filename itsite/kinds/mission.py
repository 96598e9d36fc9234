"""The mission: what the department is here for."""

from itsite.model.kind import Kind
from itsite.model.statement import StatementDetails, StatementMeta, statement_details

KIND = Kind(
    name="mission",
    meta=StatementMeta,
    stems=frozenset({"mission"}),
    template="kinds/statement.html",
    details_type=StatementDetails,
    details=statement_details,
    sample={
        "en": "## Why we do this\n\nTell it as you would tell a new colleague.\n",
        "de": "## Warum wir das tun\n\nErzählen Sie es so, wie Sie es neuen Kolleginnen und Kollegen erzählen.\n",
    },
)
