"""Whether a site has a search, what browsers may do for it, and whether this machine can make its index."""

import importlib.util
from functools import cache
from typing import Any

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from itsite.model.config import SiteConfig
from itsite.model.meta import Written
from itsite.model.policy import Policy, content_policy

SECTION = "search"
# The folder of the index in build/.
INDEX = "pagefind"


class SearchOptions(Written):
    """The search field; `search: {}` switches it on."""

    enabled: bool = Field(True, description="`false`: no search. A site that does not name `search` at all has none either.")  # noqa: FBT003

    @model_validator(mode="before")
    @classmethod
    def _from_one_word(cls, value: Any) -> Any:  # noqa: ANN401
        return {"enabled": value} if isinstance(value, bool | str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """One word will do."""
        return {"anyOf": [{"type": "boolean"}, handler(core_schema)]}

    @classmethod
    def absent(cls) -> "SearchOptions":
        """What a site has that says nothing: an index takes its time, so somebody has to want it."""
        return cls(enabled=False)


@cache
def has_engine() -> bool:
    """True where the libraries of the extra `search` are installed."""
    return all(importlib.util.find_spec(name) for name in ("pagefind", "pagefind_bin", "pyphen"))


def is_asked_for(config: SiteConfig) -> bool:
    """True when site.yaml wants a search."""
    options: SearchOptions = getattr(config, SECTION, SearchOptions.absent())
    return options.enabled


def policy_of(config: SiteConfig) -> Policy:
    """The content security policy of a site; the same on each machine, whatever libraries it has."""
    return content_policy(search=is_asked_for(config))


def is_there(config: SiteConfig) -> bool:
    """True when pages get a search field."""
    return is_asked_for(config) and has_engine()
