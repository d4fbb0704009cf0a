"""Sources of news: files, folders, archives, tables, mails, web archives, feeds and pages, as pieces with their bytes.

`pieces` finds them, one after the other and in little memory; `article` parses one, in whichever process.
"""

from verbale.sources.find import findings, pieces
from verbale.sources.parse import article
from verbale.sources.raw import CHEAP, Checked, ColumnMap, Facts, Limits, Options, Raw, parse_columns

__all__ = ["CHEAP", "Checked", "ColumnMap", "Facts", "Limits", "Options", "Raw", "article", "findings", "parse_columns", "pieces"]
