"""``python -m extractor`` is ``extract``."""

from extractor.cli import entry

if __name__ == "__main__":
    entry()
