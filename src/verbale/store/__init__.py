"""The desk: a folder that keeps articles, their events and where all came from."""
