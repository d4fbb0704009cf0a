"""Files of tagged tokens, one a line, as corpora of names come. Without PyTorch: the gate reads them too."""

from collections.abc import Iterator

NAME_KINDS = {
    "PER": "person", "person": "person", "politician": "person", "Person": "person",
    "ORG": "organisation", "organisation": "organisation", "politicalparty": "organisation", "Organisation": "organisation",
    "LOC": "location", "location": "location", "country": "location", "Location": "location",
}  # fmt: skip


def blocks(text: str, token: int, tag: int, separator: str | None) -> Iterator[list[tuple[str, str]]]:
    """The sentences of a file of tagged tokens, as pairs of token and tag; `token` and `tag` are columns."""
    block: list[tuple[str, str]] = []
    for line in text.splitlines():
        if not line.strip():
            yield block
            block = []
        elif not line.startswith("# "):
            fields = line.split(separator)
            block.append((fields[token], fields[tag] if fields[tag] != "B-O" else "O"))
    yield block
