"""Every way of changing a site is followed: one save, one refresh, the right page (B13, B14, B15)."""

import os
import shutil
import subprocess
import time

import pytest

from itsite.serve.bursts import LONGEST_S
from tests.conftest import unpacked
from tests.serve.conftest import SITE
from tests.serve.served import QUIET_S, serving


def page(text):
    return f"---\ntitle: About\n---\n{text}\n"


def plain(file, text):
    file.write_text(text)


def in_two_pieces(file, text):
    with file.open("w") as stream:
        stream.write(text[:10])
        stream.flush()
        stream.write(text[10:])


def in_place(file, text):
    with file.open("r+") as stream:
        stream.write(text)
        stream.truncate()


def by_rename(file, text):
    fresh = file.with_name(f".{file.name}.k2j3")
    fresh.write_text(text)
    fresh.replace(file)


def as_vim(file, text):
    swap = file.with_name(f".{file.name}.swp")
    swap.write_bytes(b"b0VIM 9.0")
    probe = file.with_name("4913")
    probe.touch()
    probe.unlink()
    backup = file.with_name(file.name + "~")
    file.rename(backup)
    file.write_text(text)
    backup.unlink()
    swap.unlink()


def as_emacs(file, text):
    lock = file.with_name(f".#{file.name}")
    lock.symlink_to("ida@host.1234:1700000000")
    file.with_name(f"#{file.name}#").write_text(text)
    shutil.copy2(file, file.with_name(file.name + "~"))
    file.write_text(text)
    file.with_name(f"#{file.name}#").unlink()
    lock.unlink()


def as_jetbrains(file, text):
    fresh, old = (file.with_name(f"{file.name}___jb_{part}___") for part in ("tmp", "old"))
    fresh.write_text(text)
    file.rename(old)
    fresh.rename(file)
    old.unlink()


def deleted_and_made(file, text):
    file.unlink()
    file.write_text(text)


def as_rsync(file, text):
    source = file.parent.parent.parent / "elsewhere.md"
    source.write_text(text)
    subprocess.run(["rsync", "-c", source, file], check=True)


WAYS = [plain, in_two_pieces, in_place, by_rename, as_vim, as_emacs, as_jetbrains, deleted_and_made, as_rsync]


@pytest.mark.parametrize("save", WAYS, ids=lambda way: way.__name__)
def test_one_save_is_one_refresh(preview, save):
    if save is as_rsync and not shutil.which("rsync"):
        pytest.skip("rsync is not installed")
    stream = preview.stream()
    before = stream.next()
    known = len(preview.out.refreshes)
    save(preview.root / "content/about.md", page(f"Saved {save.__name__}."))
    assert stream.after(before) == before + 1
    assert f"Saved {save.__name__}." in preview.page("about/")
    assert stream.next(QUIET_S) is None
    assert preview.out.refreshes[known:] == ["about.md changed"]
    stream.close()


def test_reading_and_serving_ask_for_nothing_more(preview):
    """A handler of all events would see its own reading and go on for ever (B14)."""
    stream = preview.stream()
    before = stream.next()
    (preview.root / "content/about.md").write_text(page("Once."))
    stream.after(before)
    for path in ("", "about/", "services/vpn/"):
        preview.page(path)
    (preview.root / "content/about.md").read_text()
    busy = preview.cpu_s
    assert stream.next(2) is None
    assert preview.cpu_s - busy < 0.3
    stream.close()


def test_what_no_page_is_made_of_is_not_followed(preview):
    stream = preview.stream()
    stream.next()
    for path in ("build/index.html", ".itsite/cache", ".git/index", "notes.txt", "content/.hidden.md", "content/about.md~", "content/.about.md.swp"):
        preview.write(path, "x")
    os.utime(preview.root / "content/.hidden.md")
    assert stream.next(QUIET_S) is None
    stream.close()


def changed(served, change):
    """What a change leads to: its generation was told."""
    stream = served.stream()
    before = stream.next()
    change()
    stream.after(before)
    stream.close()


def test_new_renamed_and_deleted_pages_are_followed(serve):
    served = serve()
    assert served.ask("/it/help/deep/in/new/").status == 404
    changed(served, lambda: served.write("content/help/deep/in/new.md", "# New page\n\nHello."))
    assert "Hello." in served.page("help/deep/in/new/")
    assert "New page" in served.page("help/deep/in/")
    changed(served, lambda: served.write("content/help/deep/in/second.md", "# Second\n\nIn a new folder."))
    assert "In a new folder." in served.page("help/deep/in/second/")
    changed(served, lambda: (served.root / "content/help/deep/in/new.md").rename(served.root / "content/help/moved.md"))
    assert served.ask("/it/help/deep/in/new/").status == 404
    assert "Hello." in served.page("help/moved/")
    changed(served, (served.root / "content/help/moved.md").unlink)
    assert served.ask("/it/help/moved/").status == 404
    changed(served, lambda: shutil.rmtree(served.root / "content/help"))
    assert served.ask("/it/help/deep/in/second/").status == 404


def test_a_folder_that_was_taken_away_and_put_back_is_followed_again(serve):
    served = serve()
    content, aside = served.root / "content", served.root / "aside"
    changed(served, lambda: content.rename(aside))
    assert "there is no folder content/" in served.live("")["overlay"]
    assert "Welcome." in served.page("")
    changed(served, lambda: aside.rename(content))
    assert served.live("")["overlay"] == ""
    changed(served, lambda: served.write("content/about.md", page("After all that.")))
    assert "After all that." in served.page("about/")


THEME = """
-- themes/mine/theme.yaml --
extends: base
styles: [mine.css]
-- themes/mine/assets/mine.css --
p { color: #123456; }
-- themes/mine/tokens.yaml --
color: {brand: {$type: color, $value: "#7a1f3d"}}
-- themes/mine/templates/404.html --
{% extends "base:404.html" %}
"""


def test_theme_tokens_words_and_settings_are_followed_like_pages(serve):
    served = serve(SITE.replace("name: IT Test", "name: IT Test\ntheme: mine") + THEME)

    def style():
        return served.ask(served.base + served.page("about/").partition('rel="stylesheet" href="')[2].partition('"')[0].replace("../", "")).text

    assert "#123456" in style()
    changed(served, lambda: served.write("themes/mine/assets/mine.css", "p { color: #654321; }"))
    assert "#654321" in style()
    changed(served, lambda: served.write("themes/mine/tokens.yaml", 'color: {brand: {$type: color, $value: "#00aa77"}}'))
    assert "#00aa77" in style()
    changed(served, lambda: served.write("themes/mine/templates/page.html", '{% extends "base:page.html" %}{% block main %}<p>Of my own</p>{% endblock %}'))
    assert "Of my own" in served.page("about/")
    changed(served, lambda: served.write("themes/mine/strings/en.yaml", "skip_to_content: Jump to the text"))
    assert "Jump to the text" in served.page("services/vpn/")
    changed(served, lambda: served.write("site.yaml", "name: IT Renamed\nurl: https://it.test.example/other/\ntheme: mine\n"))
    assert served.ask("/it/about/").status == 404
    served.base = "/other/"
    assert "IT Renamed" in served.page("services/vpn/")
    changed(served, lambda: served.write("content/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"/>'))
    picture = served.page("").partition('<img alt="A dot" src="')[2].partition('"')[0]
    assert 'viewBox="0 0 2 2"' in served.ask(served.base + picture.removeprefix("./")).text


def test_a_broken_page_is_said_over_the_last_good_one_and_forgotten_when_mended(serve):
    served = serve()
    changed(served, lambda: served.write("content/about.md", "---\ntitel: <Oops>\n---\nText.\n"))
    live = served.live("services/vpn/")
    assert "unknown field &#34;titel&#34;" in live["overlay"]
    assert "did you mean" in live["overlay"]
    assert "&lt;Oops&gt;" in live["overlay"]
    assert f"vscode://file{served.root}/content/about.md:2:1" in live["overlay"]
    assert "First text." in served.page("about/")
    assert "content/about.md:2:1: error[FM002]" in "\n".join(served.err.found)
    changed(served, lambda: served.write("content/about.md", page("Mended.")))
    assert served.live("services/vpn/")["overlay"] == ""
    assert "Mended." in served.page("about/")


def test_a_template_that_fails_is_said_over_the_last_good_page(serve):
    served = serve(SITE.replace("name: IT Test", "name: IT Test\ntheme: mine") + THEME)
    assert "First text." in served.page("about/")
    changed(served, lambda: served.write("themes/mine/templates/page.html", "{{ 1 // (content | length * 0) }}"))
    live = served.live("about/")
    assert "themes/mine/templates/page.html:1:1" in live["overlay"]
    assert "First text." in served.page("about/")
    assert served.live("services/vpn/")["overlay"] == ""
    changed(served, (served.root / "themes/mine/templates/page.html").unlink)
    assert served.live("about/")["overlay"] == ""


def test_a_site_that_begins_broken_is_shown_once_it_is_mended(serve):
    served = serve("-- site.yaml --\nname: IT\nurl: nowhere\n-- content/index.md --\n# Home\n")
    reply = served.ask("/")
    assert reply.status == 503
    assert "is not the absolute address of a site" in reply.text
    assert "live.js" in reply.text
    changed(served, lambda: served.write("site.yaml", "name: IT\nurl: https://it.example.org/\n"))
    assert served.ask("/").status == 200


def test_a_checkout_of_200_files_is_at_most_two_refreshes(tmp_path):
    root = unpacked(SITE, tmp_path / "site")

    def git(*arguments: str):
        subprocess.run(["git", "-c", "user.name=Ida", "-c", "user.email=ida@example.org", *arguments], cwd=root, check=True, capture_output=True)

    for branch in ("one", "two"):
        for n in range(200):
            (root / f"content/help{n % 10}").mkdir(exist_ok=True)
            (root / f"content/help{n % 10}/page{n}.md").write_text(f"# Page {n}\n\nOf branch {branch}.\n")
        if branch == "one":
            git("init", "-q", "-b", "one")
        else:
            git("checkout", "-q", "-b", "two")
        git("add", "-A")
        git("commit", "-q", "-m", branch)
    with serving(root) as served:
        stream = served.stream()
        first = stream.next()
        began = time.monotonic()
        git("checkout", "-q", "one")
        last, took_s = stream.after(first), time.monotonic() - began
        while (more := stream.next(QUIET_S)) is not None:
            last, took_s = more, time.monotonic() - began
        # On a busy machine a checkout takes longer than a burst may wait: each further wait is one more refresh.
        assert last - first <= max(2, 1 + took_s // LONGEST_S)
        assert all("Of branch one." in served.page(f"help{n % 10}/page{n}/") for n in range(0, 200, 7))
        stream.close()


def test_fifty_saves_in_two_seconds_settle_on_the_last(preview):
    stream = preview.stream()
    before = stream.next()
    for n in range(50):
        (preview.root / "content/about.md").write_text(page(f"Save number {n:02}."))
        stream.next(0.04)
    while stream.next(QUIET_S) is not None:
        continue
    assert stream.seen - before <= 50
    assert "Save number 49." in preview.page("about/")
    stream.close()
