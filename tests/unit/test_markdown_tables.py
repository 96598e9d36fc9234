"""Tables say which cells are heads, and of what."""

from itsite.read.markdown import convert


def html(text):
    return "".join(part if isinstance(part, str) else part.before + part.after for part in convert(text, lang="en", title="A title").text)


def test_heads_say_that_they_head_columns():
    table = html("| | Old | New |\n|---|---:|---|\n| Calls | 61 | 9 |\n")
    assert "<td></td>" in table
    assert '<th scope="col" class="align-right">Old</th>' in table
    assert '<th scope="col">New</th>' in table


def test_what_writers_say_of_their_heads_stays():
    table = html(
        "<table><thead><tr><th>A</th><th scope='colgroup' colspan='2'>B</th></tr></thead><tbody><tr><th scope='row'>C</th><th>D</th></tr></tbody></table>\n"
    )
    assert '<th scope="col">A</th>' in table
    assert table.count("scope=") == 3
    assert "<th>D</th>" in table
    assert "<thead>" in table
