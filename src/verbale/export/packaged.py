"""The packaged tables of the exports: tab-separated, the first line names the columns."""

from importlib import resources

from verbale.errors import GazetteerNotFound


def table(name: str) -> list[list[str]]:
    """The rows of a table, all of the same length. Raises GazetteerNotFound."""
    try:
        lines = resources.files("verbale.export").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise GazetteerNotFound(f"The packaged table {name} is missing: install verbale again.") from error
    head, *rows = (line.split("\t") for line in lines)
    if any(len(row) != len(head) for row in rows):
        raise GazetteerNotFound(f"The packaged table {name} is damaged: install verbale again.")
    return rows
