"""What a host's robots.txt allows (RFC 9309), by protego: the standard library knows no wildcards and no longest rule."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

_AGENT = re.compile(r"[ \t]*user-?[ ]?agent\b[ \t:]*([^\r\n#]*)", re.I)
_OTHERS = "User-agent: others"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host for one agent."""

    agent: str
    rules: "Protego | None" = None
    """None where everything is allowed."""

    def allows(self, url: str) -> bool:
        """Whether the page may be read."""
        return self.rules is None or self.rules.can_fetch(url, self.agent)

    @property
    def delay(self) -> float:
        """Seconds between two requests; 0 where nothing is said."""
        return (self.rules.crawl_delay(self.agent) or 0.0) if self.rules is not None else 0.0


def read_robots(data: bytes, agent: str) -> Robots:
    """The rules of a robots.txt, of any bytes. `agent` is the first word of the user agent, as in verbale."""
    from protego import Protego

    words = data.decode("utf-8-sig", "replace").replace("\0", "")
    # All other agents are made one: the parser's time grows with agents times rules, and a file may name a hundred thousand.
    lines = [_own(line, agent.lower()) for line in words.splitlines()]
    return Robots(agent, Protego.parse("\n".join(lines)))


def _own(line: str, agent: str) -> str:
    found = _AGENT.match(line)
    return line if found is None or found[1].strip().lower() in ("*", agent) else _OTHERS
