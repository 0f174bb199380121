"""``python -m storyanalysis``."""

import sys

from storyanalysis.cli import main

if __name__ == "__main__":
    sys.exit(main())
