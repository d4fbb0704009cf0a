"""What readers of dictionaries hand on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnActor:
    """One spell of an actor, in the kinds, codes and sectors of the packaged table; dates are YYYY, YYYY-MM or YYYY-MM-DD."""

    kind: str
    codes: tuple[str, ...]
    sector: str | None
    name: str
    title: str = ""
    start: str = ""
    end: str = ""
    gender: str = ""
    aliases: tuple[str, ...] = ()

    def line(self, source: str) -> str:
        """The line of the table of actors (knowledge.py)."""
        names = dict.fromkeys((self.name, *self.aliases))
        fields = (
            "E",
            self.kind,
            ",".join(self.codes),
            self.sector or "",
            self.name,
            self.title,
            self.start,
            self.end,
            self.gender,
        )
        return "\t".join((*fields, source, "|".join(names)))


@dataclass(frozen=True, slots=True)
class OwnNoun:
    """A noun that names actors, such as "prosecutor", with the sector it stands for."""

    form: str
    sector: str
    plural: bool

    def line(self, source: str) -> str:
        """The line of the table of actors; where a noun comes from has no place there."""
        return "\t".join(("N", self.form, self.sector, "person", "home", "p" if self.plural else "s"))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry that cannot be used: where it stands, and what is wrong with it."""

    where: str
    reason: str
