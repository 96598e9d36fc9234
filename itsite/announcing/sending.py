"""Posting in order, each once, whatever happens in between."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from itsite.announcing.answers import Answer, Reply
from itsite.announcing.systems import Post
from itsite.announcing.waiting import OUTLET
from itsite.announcing.wire import Wire
from itsite.delivery.clock import Clock
from itsite.delivery.journal import TWICE, Journal, Key, State
from itsite.delivery.pauses import Pauses

# So many seconds a target may keep us waiting in all, so that those after it have their turn.
PATIENCE = 300.0
STATES = {Answer.TAKEN: State.SENT, Answer.LATER: State.DEFERRED, Answer.GIVEN_UP: State.DEFERRED, Answer.NEVER: State.REFUSED}


class WordyClock(Clock, Protocol):
    """A clock that also tells a person what takes long."""

    def doing(self, what: str) -> None:
        """Begins something that may take long; `what` is for a person who waits too."""


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
    """Posts at one target after the other, and writes down each step. `outcomes` has what became of each, also of one that is cut off."""

    def __init__(self, journal: Journal, clock: WordyClock, pauses: Pauses | None = None) -> None:
        """`pauses` are those between the tries of one post."""
        self.journal, self.clock, self.pauses = journal, clock, pauses or Pauses()
        self.outcomes: dict[str, Outcome] = {}
        self._settled = 0

    def send(self, name: str, wire: Wire, posts: Sequence[Post], uncertain: Sequence[Post]) -> Outcome:
        """Posts in order. One that does not pass for now holds up those after it; `uncertain` are in doubt from before.

        Raises RefusedError when the journal cannot be written.
        """
        outcome = self.outcomes[name] = Outcome(left=list(posts), uncertain=list(uncertain), why="it was interrupted")
        waited = 0.0
        for post in posts:
            reply, waited = self._passed(name, wire, post, waited)
            if reply.answer is Answer.TAKEN:
                outcome.posted.append(post)
            elif reply.answer is Answer.NEVER:
                outcome.refused.append((post, reply.said))
            else:
                outcome.why, outcome.is_given_up = reply.said, reply.answer is Answer.GIVEN_UP
                return outcome
            outcome.left.remove(post)
            self._settled += 1
            self.clock.done(self._settled)
        outcome.why = ""
        return outcome

    def _passed(self, name: str, wire: Wire, post: Post, waited: float) -> tuple[Reply, float]:
        """What is said to a post in the end, and for how long the target has kept us waiting by then."""
        attempt = 1
        while True:
            began = self.clock.seconds()
            reply = self._tried(name, wire, post)
            if reply.answer is not Answer.LATER:
                return reply, waited
            attempt += 1
            waited += self.clock.seconds() - began
            pause = self.pauses.before(attempt, reply.asked)
            if pause is None or waited + pause > PATIENCE:
                asked = f" (it asks for a pause of {reply.asked:,.0f} s)" if reply.asked else ""
                return replace(reply, said=reply.said + asked), waited
            waited += pause
            self.clock.wait(pause, f"{name}: {reply.said}")

    def _tried(self, name: str, wire: Wire, post: Post) -> Reply:
        key, doubtful = Key(OUTLET, post.message, name), self.outcomes[name].uncertain
        self.clock.doing(f"{name}: {post.announcement.title}")
        self.journal.begin(key, self._now())
        was_named = post in doubtful
        if not was_named:
            doubtful.append(post)
        # Whoever is interrupted in here does not know what became of it.
        reply = wire.post(post.body, f"{name}\n{post.message}", self.clock.now())
        if not (was_named or reply.is_uncertain):
            doubtful.remove(post)
        self.journal.settle(key, STATES[reply.answer], self._now(), f"{reply.said} {TWICE}" if post in doubtful else reply.said)
        return reply

    def _now(self) -> str:
        return self.clock.now().isoformat(timespec="seconds")
