"""``extract schema``: the JSON Schema of the output."""

from __future__ import annotations


def schema(target: str | None) -> int:
    """Prints the JSON Schema."""
    import json

    from extractor import output
    from extractor.schema import schema as generated

    pieces = [json.dumps(generated(), indent=2, ensure_ascii=False) + "\n"]
    if target:
        output.check_target(target)
        output.to_file(target, pieces)
    else:
        output.to_stdout(pieces)
    return 0
