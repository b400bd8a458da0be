"""Files of questions in, files of answers out: one at a time, whatever their number.

Questions come as text (one a line), CSV (one column of it) or JSON Lines (strings, or one member of objects);
answers go as JSON Lines or CSV, one record a line, so that what a file already holds can be counted.
"""

import csv
import gc
import io
import json
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import IO, Any, TextIO

from simfaq.errors import SimfaqError
from simfaq.model import Verdict
from simfaq.session import Input, Output

# Where no column is named, the first of these that there is; else the first column.
_COLUMNS = ("question", "问题", "q", "text")
# Seconds between two lines of progress.
_PROGRESS_EVERY = 0.2
# Columns of CSV output.
CSV_COLUMNS = (
    *("question", "verdict", "language", "region", "id", "score"),
    *("answers", "summary", "basis", "citations", "reviewed"),
)
# A line is read in pieces of so many bytes. A question is the end of its line (see as_question), for which
# the last piece is more than enough; a line of CSV or JSON Lines is needed whole, and may be so long.
_PIECE, MAX_LINE = 65_536, 10_000_000
# A file of fewer bytes is answered before other processes have begun to help.
WORTH_IT = 200_000
# A column's number has no more digits.
_DIGITS = 6
_BY_SUFFIX = {".csv": Input.CSV, ".jsonl": Input.JSONL, ".ndjson": Input.JSONL}


@dataclass
class Questions:
    """The questions of a file, in order; `read` of its `size` bytes were taken from it so far."""

    file: str
    form: Input | None
    column: str | None
    size: int | None = None
    read: int = 0

    def __iter__(self) -> Iterator[str]:
        """Read question by question; what is not UTF-8 is replaced.

        Raises:
            SimfaqError: the file cannot be read, or has no such column.

        """
        form = self.form or _BY_SUFFIX.get(Path(self.file).suffix.lower(), Input.TEXT)
        with self._open() as stream:
            lines = self._lines(stream, cut=form == Input.TEXT)
            if form == Input.CSV:
                yield from self._of_csv(lines)
            elif form == Input.JSONL:
                yield from self._of_json(lines)
            else:
                yield from lines

    @property
    def left(self) -> int:
        """How many bytes are to be read yet, 0 where nobody knows."""
        path = Path(self.file)
        return path.stat().st_size - self.read if path.is_file() else 0

    @contextmanager
    def _open(self) -> Iterator[IO[bytes]]:
        if self.file == "-":
            yield sys.stdin.buffer
            return
        try:
            stream = Path(self.file).open("rb")  # noqa: SIM115 - closed below, outside this error's reach
        except (OSError, ValueError) as error:
            problem = getattr(error, "strerror", None) or str(error)
            raise SimfaqError("cannot read {file}: {problem}", file=self.file, problem=problem) from None
        with stream:
            path = Path(self.file)
            self.size = path.stat().st_size if path.is_file() else None
            yield stream

    def _lines(self, stream: IO[bytes], *, cut: bool) -> Iterator[str]:
        """Read line by line; of one that is too long only the end is kept, or it is refused."""
        try:
            for number in count(1):
                line = stream.readline(_PIECE)
                self.read += len(line)
                size = len(line)
                while line and not line.endswith(b"\n") and (piece := stream.readline(_PIECE)):
                    self.read += len(piece)
                    size += len(piece)
                    if size > MAX_LINE and not cut:
                        raise SimfaqError(
                            "{file}: line {line}: longer than {size} bytes",
                            file=self.file,
                            line=str(number),
                            size=f"{MAX_LINE:,}",
                        )
                    line = (line + piece)[-_PIECE:] if cut else line + piece
                if not line:
                    return
                yield line.decode("utf-8-sig" if number == 1 else "utf-8", "replace")
        except OSError as error:
            problem = error.strerror or str(error)
            raise SimfaqError("cannot read {file}: {problem}", file=self.file, problem=problem) from None

    def _of_csv(self, lines: Iterator[str]) -> Iterator[str]:
        rows = csv.reader(line.replace("\0", "") for line in lines)
        try:
            header = next(rows, [])
            at = self._column_in(header)
            for row in rows:
                yield row[at] if at < len(row) else ""
        except csv.Error as error:
            raise SimfaqError(
                "{file}: line {line}: {problem}", file=self.file, line=str(rows.line_num), problem=str(error)
            ) from None

    def _column_in(self, header: list[str]) -> int:
        names = [name.strip() for name in header]
        if self.column is None:
            return next((names.index(name) for name in _COLUMNS if name in names), 0)
        if self.column in names:
            return names.index(self.column)
        if self.column.isdecimal() and len(self.column) <= _DIGITS and 1 <= int(self.column) <= len(names):
            return int(self.column) - 1
        raise SimfaqError(
            "{file} has no column {column}", file=self.file, column=self.column, close=names[:5]
        )

    def _of_json(self, lines: Iterator[str]) -> Iterator[str]:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                value: Any = json.loads(line)
            except (ValueError, RecursionError):
                value = None
            if isinstance(value, dict):
                names = [self.column] if self.column else _COLUMNS
                value = next((value[name] for name in names if name in value), None)
            if not isinstance(value, str):
                raise SimfaqError(
                    "{file}: line {line}: no question; a line is a string, or an object with {column}",
                    file=self.file,
                    line=str(number),
                    column=self.column or _COLUMNS[0],
                )
            yield value


class Answers:
    """A file of answers, or standard output; each record is written whole."""

    def __init__(self, path: Path | None, form: Output, *, resume: bool) -> None:
        """Open the file; with `resume`, count what it holds and go on behind it.

        Raises:
            SimfaqError: the file is there already and `resume` is not asked for, or it cannot be written.

        """
        self.done = 0
        self.last: str | None = None
        self._form = form
        self._stream: TextIO = sys.stdout if path is None else self._opened(path, resume=resume)
        self._owned = path is not None

    _has_header = False
    # How much of the file is whole records, where something else stands behind them.
    _whole: int | None = None

    def _opened(self, path: Path, *, resume: bool) -> TextIO:
        if path.exists() and not resume and path.is_file():
            raise SimfaqError(
                "{file} is there already; --resume goes on behind what it holds", file=str(path)
            )
        try:
            if path.is_file():
                self._take_up(path)
            return path.open("a", encoding="utf-8", newline="")
        except OSError as error:
            problem = error.strerror or str(error)
            raise SimfaqError("cannot write {file}: {problem}", file=str(path), problem=problem) from None

    def _take_up(self, path: Path) -> None:
        """Count the records of an earlier run; one that was left half written does not count."""
        whole, last = 0, b""
        with path.open("rb") as stream:
            for line in stream:
                if not line.endswith(b"\n"):
                    if not whole and not self._begins(line):
                        raise _others()
                    self._whole = whole
                    break
                whole += len(line)
                if self._form == Output.CSV and not self._has_header:
                    if not self._begins(line):
                        raise _others()
                    self._has_header = True
                    continue
                self.done += 1
                last = line
        self.last = self._question_of(last.decode("utf-8", "replace")) if last else None

    def _begins(self, piece: bytes) -> bool:
        """Whether a piece of a file may be the beginning of one of ours."""
        ours = _csv_line(CSV_COLUMNS).encode() if self._form == Output.CSV else b'{"question": '
        return piece.startswith(ours) or ours.startswith(piece)

    def _question_of(self, line: str) -> str | None:
        try:
            if self._form == Output.CSV:
                return next(iter(next(csv.reader([line]), [])), None)
            value = json.loads(line)
        except (ValueError, RecursionError, csv.Error):
            return None
        return value.get("question") if isinstance(value, dict) else None

    def go_on(self) -> None:
        """Begin to write: behind the whole records of an earlier run, or with the header of a table."""
        if self._whole is not None:
            os.ftruncate(self._stream.fileno(), self._whole)
        if self._form == Output.CSV and not self._has_header:
            self._stream.write(_csv_line(CSV_COLUMNS))

    def write(self, record: str) -> None:
        """Write one record, which ends its line itself."""
        self._stream.write(record)
        self.done += 1

    def close(self) -> None:
        """Write what is buffered."""
        self._stream.flush()
        if self._owned:
            self._stream.close()


def answered(record: Callable[[str], str], questions: Iterator[str], left: int) -> Generator[str, None, None]:
    """Make a record of every question, in order, in as many processes as `left` bytes of them are worth."""
    # A process that goes on for long looks for garbage again, but not among what it has by now.
    gc.freeze()
    gc.enable()
    if left >= WORTH_IT:
        from simfaq import workers  # noqa: PLC0415 - takes a while to load

        if (processes := workers.usable()) > 1:
            yield from workers.answered(record, questions, processes)
            return
    yield from map(record, questions)


def _others() -> SimfaqError:
    return SimfaqError("the output file holds answers to other questions than these")


def csv_record(body: dict[str, Any]) -> str:
    """Write an answer object as a line of CSV: the best result only, and none where nothing answers."""
    best = body["results"][0] if body["results"] and body["verdict"] != Verdict.NONE else {}
    cited = "; ".join(" ".join(filter(None, (c["title"], c["locator"]))) for c in best.get("citations", ()))
    told = {**body, **best, "question": body["question"], "answers": best.get("question"), "citations": cited}
    told["region"] = body["region"]
    return _csv_line("" if told.get(name) is None else str(told[name]) for name in CSV_COLUMNS)


def _csv_line(values: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()


def skip(questions: Iterator[str], answers: Answers, tidy: Any) -> None:  # noqa: ANN401 - a function of text
    """Leave out the questions that an earlier run has answered, and go on behind its answers.

    Raises:
        SimfaqError: the answers are not those of these questions.

    """
    passed = deque(islice(questions, answers.done), maxlen=1)
    last = passed[0] if passed else None
    if answers.done and (last is None or tidy(last) != answers.last):
        raise _others()
    answers.go_on()


class Progress:
    """A line on standard error, when that is a terminal: how many, how fast, how long to go."""

    def __init__(self, questions: Questions, stream: TextIO, under_way: str, done: str) -> None:
        """Prepare; both texts take count and rate, the one for `under_way` also what is left."""
        self._questions, self._stream = questions, stream
        self._under_way, self._done = under_way, done
        self._shown = stream.isatty()
        self._start = self._last = time.monotonic()
        self._count, self._skipped = 0, questions.read

    def step(self) -> None:
        """Count one question, and say so now and then."""
        self._count += 1
        now = time.monotonic()
        if self._shown and now - self._last >= _PROGRESS_EVERY:
            self._last = now
            self._tell(self._under_way, now, end="")

    def end(self) -> None:
        """Say what was done."""
        if self._shown:
            self._tell(self._done, time.monotonic(), end="\n")

    def _tell(self, template: str, now: float, *, end: str) -> None:
        seconds = max(now - self._start, 1e-6)
        size, read = self._questions.size, self._questions.read - self._skipped
        left = _clock(seconds * (size - self._questions.read) / read) if size and read else "?"
        told = template.format(count=f"{self._count:,}", rate=f"{self._count / seconds:,.0f}", left=left)
        self._stream.write(f"\r\x1b[K{told}{end}")
        self._stream.flush()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
