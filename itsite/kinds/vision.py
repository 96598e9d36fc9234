"""The vision: where the department wants to be."""

from itsite.model.kind import Kind
from itsite.model.statement import StatementDetails, StatementMeta, statement_details

KIND = Kind(
    name="vision",
    meta=StatementMeta,
    stems=frozenset({"vision"}),
    template="kinds/statement.html",
    details_type=StatementDetails,
    details=statement_details,
    sample={
        "en": "## In three years\n\nDescribe one ordinary working day as it will be.\n",
        "de": "## In drei Jahren\n\nBeschreiben Sie einen ganz gewöhnlichen Arbeitstag, wie er dann sein wird.\n",
    },
)
