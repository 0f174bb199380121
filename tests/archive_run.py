"""One run of an archive in a process of its own, to be killed: python archive_run.py INPUT OUT."""

import sys

import storyanalysis as sa

if __name__ == "__main__":
    sa.archive.build(sys.argv[1], sys.argv[2], workers=2, batch=2, progress=False)
