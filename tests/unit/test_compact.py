"""Style sheets in fewer bytes mean the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsite.theme.compact import compact


@pytest.mark.parametrize(
    ("written", "shorter"),
    [
        ("a {\n  color: red;\n}\n", "a{color:red}\n"),
        ("/* one */ a /* two */ b { /* three */ margin: 0 /* four */ 1px; /* five */ }", "a b{margin:0 1px}\n"),
        ('a::before { content: "a  ;  }  /* b */" }', 'a::before{content:"a  ;  }  /* b */"}\n'),
        ("a { background: url(data:image/svg+xml,%3Csvg;  x) }", "a{background:url(data:image/svg+xml,%3Csvg;  x)}\n"),
        ("a :is(b , c) + d { inset: calc(1px + 2px) }", "a :is(b,c) + d{inset:calc(1px + 2px)}\n"),
        ("@media (min-width: 60em) and (min-height: 46em) { a { b: c } }", "@media (min-width:60em) and (min-height:46em){a{b:c}}\n"),
        ("a { b: c } /* never ends", "a{b:c}\n"),
        ("/* a feed */\n/* stylelint-disable x, y -- why */\nitem { b: c }", "/* stylelint-disable x, y -- why */ item{b:c}\n"),
    ],
)
def test_comments_and_idle_space_are_left_out(written, shorter):
    assert compact(written) == shorter


@given(st.lists(st.sampled_from(["a", " ", "\n", "{", "}", ";", ",", ":", '"x  y"', "'p;q'", "/* c */", "url(z  z)", "+", "(", ")"])).map("".join))
def test_twice_is_the_same_as_once(css):
    assert compact(compact(css)) == compact(css)


@given(st.lists(st.sampled_from(["a", " ", ";", '"x  y ; z"', "'p  {  q'", "/* c */"])).map("".join))
def test_every_string_is_kept(css):
    written = css.replace("/* c */", "")
    assert [compact(css).count(part) for part in ('"x  y ; z"', "'p  {  q'")] == [written.count(part) for part in ('"x  y ; z"', "'p  {  q'")]
