"""What the exit code of a command says."""

OK = 0
SOME_UNREADABLE = 1
USAGE = 2
NOTHING_CODED = 3
NOT_WRITTEN = 4
INTERRUPTED = 130

EXIT_CODES = """\
exit codes:
  0    all is well; every article was coded
  1    some articles could not be read; the others were coded
  2    the command was used wrongly
  3    nothing could be coded: no readable article, or the model or a table is unusable
  4    the output could not be written
  130  interrupted
"""
