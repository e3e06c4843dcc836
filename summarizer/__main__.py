"""`python -m summarizer`: the command line where the `summarizer` script is not on the path."""

import sys

from summarizer.cli import main

if __name__ == "__main__":
    sys.exit(main())
