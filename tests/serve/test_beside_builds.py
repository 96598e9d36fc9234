"""A preview and builds of the same site at the same time: neither is in the other's way (B9), and nothing of the preview is in a build (S9)."""

from tests.conftest import run_itsite, tree, unpacked
from tests.serve.conftest import SITE
from tests.serve.served import serving


def built(root):
    done = run_itsite("build", "--site", root)
    assert (done.code, done.err) == (0, ""), done.err
    return tree(root / "build")


def test_a_build_beside_a_preview_uses_the_cache_and_both_show_the_newest_text(tmp_path):
    root = unpacked(SITE, tmp_path / "site")
    before = built(root)
    with serving(root) as served:
        stream = served.stream()
        about = root / "content" / "about.md"
        generation = stream.next() or 0
        for n in range(3):
            about.write_text(about.read_text(encoding="utf-8") + f"\nRound {n}.\n", encoding="utf-8")
            after = built(root)
            assert {path for path in after if after[path] != before.get(path)} == {"about/index.html"}
            assert f"Round {n}.".encode() in after["about/index.html"]
            generation = stream.after(generation)
            assert f"Round {n}." in served.page("about/")
            before = after
        stream.close()
        assert served.end() in {0, 130}


def test_a_cache_that_a_build_drops_does_not_disturb_the_preview(tmp_path):
    root = unpacked(SITE, tmp_path / "site")
    built(root)
    with serving(root) as served:
        (root / ".itsite" / "cache.sqlite").write_bytes(b"noise")
        done = run_itsite("build", "--site", root)
        assert done.code == 0
        for path in ("", "about/"):
            assert served.ask(served.base + path).status == 200


def test_nothing_of_the_preview_is_in_a_build(tmp_path):
    root = unpacked(SITE, tmp_path / "site")
    with serving(root) as served:
        assert "_itsite" in served.page("")
        found = built(root)
    assert not [path for path, data in found.items() if b"_itsite" in data or b"EventSource" in data]
