"""What style sheets do with colours: they name tokens that exist, and what they put together is proven."""

import re
from pathlib import Path

import pytest

from itsite.model.problem import Location
from itsite.theme.contrast import pairs_of
from itsite.theme.files import read_chain
from itsite.theme.tokens import tokens_of
from itsite.theme.written_tokens import PALETTE

THEMES = Path(__file__).parent.parent.parent / "themes"
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
USED = re.compile(r"var\(--([a-z0-9-]+)")
SET = re.compile(r"(?:^|[;{\s])--([a-z0-9-]+)\s*:")
# Properties of base that stand for a token.
STANDS_FOR = {"ink-brand": "color-brand-text", "note-text": "color-tone-neutral-text", "note-fill": "color-tone-neutral-fill"}


def styles(theme):
    files = {path: data.decode() for path, data in theme.below("assets").items() if path.endswith(".css")}
    return {path: re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL) for path, text in files.items()}


@pytest.mark.parametrize("name", ["base", "ottersbek"])
def test_every_property_that_a_style_sheet_names_is_a_token_or_is_set_in_one(name):
    chain, _ = read_chain(name, (THEMES,), Location("site.yaml"))
    known = {"-".join(path) for path in tokens_of(chain)[0] if path[0] != PALETTE}
    texts = {path: text for theme in chain for path, text in styles(theme).items()}
    known |= {prop for text in texts.values() for prop in SET.findall(text)}
    assert {(path, prop) for path, text in texts.items() for prop in USED.findall(text)} - {(path, prop) for path in texts for prop in known} == set()


@pytest.mark.parametrize("name", ["base", "ottersbek"])
def test_every_rule_that_sets_text_and_background_sets_a_declared_pair(name):
    chain, _ = read_chain(name, (THEMES,), Location("site.yaml"))
    tokens, _ = tokens_of(chain)
    pairs, _ = pairs_of(chain, tokens)
    declared = {frozenset(("-".join(pair.front), "-".join(pair.back))) for pair in pairs}
    met = {}
    for theme in chain:
        for path, text in styles(theme).items():
            for selector, body in RULE.findall(text):
                front = re.search(r"(?<![\w-])color:\s*var\(--([a-z0-9-]+)\)", body)
                back = re.search(r"(?<![\w-])background(?:-color)?:\s*var\(--([a-z0-9-]+)\)", body)
                if front and back:
                    met[path, selector.strip()] = frozenset(STANDS_FOR.get(prop, prop) for prop in (front[1], back[1]))
    assert len(met) > 8 or name != "base"
    assert {place: sorted(pair) for place, pair in met.items() if pair not in declared} == {}
