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


def named(block: list[tuple[str, str]]) -> tuple[str, list[tuple[int, int, str]]]:
    """A sentence with spaces between its tokens, and its names: first and last character (exclusive), kind; tags in BIO or IO."""
    found = []
    at, opened, kind = 0, 0, ""
    for token, tag in [*block, ("", "O")]:
        if kind and (tag.startswith("B-") or tag[2:] != kind):
            if kind in NAME_KINDS:
                found.append((opened, at - 1, NAME_KINDS[kind]))
            kind = ""
        if tag != "O" and not kind:
            opened, kind = at, tag[2:]
        at += len(token) + 1
    return " ".join(token for token, _ in block), found
