"""Pages in Chromium, two at a time: a picture of each, and what is wrong with its measures."""

import asyncio
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from tests.browser.seeing import CUT, LONELY, TOO_WIDE
from tests.conftest import CHROMIUM, FLAGS
from tests.pictures.kinds import Sight

HEIGHTS = {360: 740, 768: 1024}
AT_ONCE = 2
# Pictures that wait until they are scrolled to are fetched at once, and all are decoded; fonts are there.
READY = """async () => {
  for (const image of document.images) image.loading = 'eager';
  await Promise.all([...document.images].map((image) => image.decode().catch(() => 0)));
  await document.fonts.ready;
}"""


@dataclass(frozen=True)
class Way:
    """How pages are looked at."""

    width: int
    scheme: str

    @property
    def context(self) -> dict[str, Any]:
        size = {"width": self.width, "height": HEIGHTS.get(self.width, 900)}
        return {"viewport": size, "color_scheme": self.scheme, "reduced_motion": "reduce"}


@dataclass(frozen=True)
class Task:
    """The pages of one site in one language, looked at in one way."""

    address: str
    sights: tuple[Sight, ...]
    way: Way


async def _opened(page: Page, steps: Iterable[tuple[str, ...]]) -> None:
    for step, *rest in steps:
        if step == "press":
            await page.keyboard.press(*rest)
        elif step == "fill":
            await page.fill(*rest)
        elif step == "click":
            await page.locator(rest[0]).first.click()
        else:
            await page.wait_for_selector(rest[0])


async def _faults(page: Page) -> list[str]:
    wide, cut, lonely = [await page.evaluate(question) for question in (TOO_WIDE, CUT, LONELY)]
    return [*([f"{wide} px too wide"] if wide else []), *(f"cut off: {text}" for text in cut), *(f"one short word in its last line: {text}" for text in lonely)]


async def _look(browser: Browser, task: Task, out: Path | None) -> dict[str, list[str]]:
    context = await browser.new_context(**task.way.context)
    page, found = await context.new_page(), {}
    for sight in task.sights:
        name = f"{sight.kind}-{sight.lang}-{task.way.width}-{task.way.scheme}"
        await page.goto(task.address + sight.path)
        await page.evaluate(READY)
        await _opened(page, sight.steps)
        found[name] = await _faults(page)
        if out is not None:
            await page.screenshot(path=out / f"{name}.png", full_page=not sight.steps)
    await context.close()
    return found


async def _everything(tasks: Iterable[Task], out: Path | None) -> dict[str, list[str]]:
    waiting, found = iter(tasks), {}

    async def work(browser: Browser) -> None:
        for task in waiting:
            found.update(await _look(browser, task, out))

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            await asyncio.gather(*(work(browser) for _ in range(AT_ONCE)))
        finally:
            await browser.close()
    return found


def looked_at(sites: Mapping[str, tuple[Sight, ...]], ways: Iterable[Way], out: Path | None) -> dict[str, list[str]]:
    """What is wrong, by the name of each picture; `sites` by their address. Pictures are written where there is an `out`."""
    tasks = [
        Task(address, tuple(sight for sight in every if sight.lang == lang), way)
        for (address, every), way in itertools.product(sites.items(), tuple(ways))
        for lang in dict.fromkeys(sight.lang for sight in every)
    ]
    return asyncio.run(_everything(tasks, out))
