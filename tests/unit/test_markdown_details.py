"""Details and admonitions hold more than one paragraph."""

import pytest

from itsite.read.markdown import convert


@pytest.mark.parametrize("opening", ['??? note "T"', '???+ note "T"', '!!! note "T"'])
def test_a_second_paragraph_belongs_to_what_it_is_indented_below(opening):
    text = convert(f"{opening}\n    One.\n\n    Two.\n\nAfter.\n", lang="en", title="A title").text
    html = "".join(part if isinstance(part, str) else part.before + part.after for part in text)
    inside, _, after = html.partition("After.")
    assert "<p>One.</p>\n<p>Two.</p>" in inside
    assert "<pre>" not in inside + after
