"""The one error that a user causes: it names the place, the problem and the mend."""

from __future__ import annotations


class InputError(Exception):
    """Something that the user gave cannot be used.

    Rendered by the command line as ``extract: WHERE: PROBLEM; MEND``, one line, exit code 2.

    Args:
        path: the file, option or folder in the user's own spelling; empty when there is none.
        problem: what is the matter, lower case, without a full stop.
        mend: what to do about it, in the imperative; may be empty.
        line: 1-based line in the file, where known.
        column: 1-based column in the line, where known.
    """

    def __init__(
        self,
        path: str,
        problem: str,
        mend: str = "",
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.path = path
        self.problem = problem
        self.mend = mend
        self.line = line
        self.column = column
        super().__init__(str(self))

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str, int | None, int | None]]:
        """Errors come back whole from other processes."""
        return type(self), (self.path, self.problem, self.mend, self.line, self.column)

    @property
    def where(self) -> str:
        """``file``, ``file:line`` or ``file:line:column``."""
        parts = [self.path, *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(part for part in parts if part)

    def __str__(self) -> str:
        what = f"{self.problem}; {self.mend}" if self.mend else self.problem
        return f"{self.where}: {what}" if self.where else what
