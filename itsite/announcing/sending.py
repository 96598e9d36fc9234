"""Posting in order, each once, whatever happens in between."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from itsite.announcing.systems import Post
from itsite.announcing.waiting import OUTLET
from itsite.announcing.wire import Answer, Reply, Wire
from itsite.delivery.journal import Journal, Key, State
from itsite.delivery.pauses import Pauses

STATES = {Answer.TAKEN: State.SENT, Answer.LATER: State.DEFERRED, Answer.GIVEN_UP: State.DEFERRED, Answer.NEVER: State.REFUSED}


class Clock(Protocol):
    """Time as sending knows it."""

    def now(self) -> dt.datetime:
        """The instant, for the journal."""

    def wait(self, seconds: float, why: str) -> None:
        """Lets time pass; `why` is for a person who waits too."""

    def done(self, count: int) -> None:
        """So many posts have been settled."""


@dataclass
class Outcome:
    """What became of the posts of a target. `left` wait for the next time, for the reason `why`; `uncertain` may have arrived twice.

    `is_given_up`: the target itself refuses, and somebody has to look at it.
    """

    posted: list[Post] = field(default_factory=list)
    refused: list[tuple[Post, str]] = field(default_factory=list)
    left: list[Post] = field(default_factory=list)
    uncertain: list[Post] = field(default_factory=list)
    why: str = ""
    is_given_up: bool = False

    @property
    def is_whole(self) -> bool:
        """True when nothing is left to do."""
        return not (self.left or self.refused or self.why)


class Sending:
    """Posts at one target after the other, and writes down each step."""

    def __init__(self, journal: Journal, clock: Clock, pauses: Pauses | None = None) -> None:
        """`pauses` are those between the tries of one post."""
        self.journal, self.clock, self.pauses = journal, clock, pauses or Pauses()
        self._settled = 0

    def send(self, name: str, wire: Wire, posts: Sequence[Post], uncertain: frozenset[str]) -> Outcome:
        """Posts in order. One that does not pass for now holds up those after it. Raises RefusedError when the journal cannot be written."""
        outcome = Outcome(uncertain=[post for post in posts if post.message in uncertain])
        for n, post in enumerate(posts):
            reply = self._passed(name, wire, post, outcome)
            if reply.answer is Answer.TAKEN:
                outcome.posted.append(post)
            elif reply.answer is Answer.NEVER:
                outcome.refused.append((post, reply.said))
            else:
                outcome.left = list(posts[n:])
                outcome.why, outcome.is_given_up = reply.said, reply.answer is Answer.GIVEN_UP
                break
            self._settled += 1
            self.clock.done(self._settled)
        return outcome

    def _passed(self, name: str, wire: Wire, post: Post, outcome: Outcome) -> Reply:
        """What is said to a post in the end."""
        attempt = 1
        while True:
            reply = self._tried(name, wire, post)
            if reply.is_uncertain and post not in outcome.uncertain:
                outcome.uncertain.append(post)
            if reply.answer is not Answer.LATER:
                return reply
            attempt += 1
            pause = self.pauses.before(attempt, reply.asked)
            if pause is None:
                return reply
            self.clock.wait(pause, f"{name}: {reply.said}")

    def _tried(self, name: str, wire: Wire, post: Post) -> Reply:
        key = Key(OUTLET, post.message, name)
        self.journal.begin(key, self._now())
        reply = wire.post(post.body, f"{name}\n{post.message}", self.clock.now())
        self.journal.settle(key, STATES[reply.answer], self._now(), reply.said)
        return reply

    def _now(self) -> str:
        return self.clock.now().isoformat(timespec="seconds")
