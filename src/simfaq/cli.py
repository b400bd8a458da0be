"""The command line: options in, core called, renderer chosen, exit code out."""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

import simfaq
from simfaq import language as languages
from simfaq import streams
from simfaq.errors import Exit, SimfaqError

if TYPE_CHECKING:
    from simfaq.language import Language
    from simfaq.matching import Matcher
    from simfaq.model import Faq
    from simfaq.render.base import Renderer

# Typer does not export the base of its usage errors under a name that all supported versions share.
_UsageError: type[Any] = typer.BadParameter.__mro__[1]
# A question's worth of text: beyond it only the end counts, which is where a long story asks its question.
MAX_QUESTION = 2000


class Commands(TyperGroup):
    """Takes a first word that is no command as the start of a question, and reports errors on one line."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - Typer's own types moved in 0.26
        """Fall back to `ask`, unless the only word looks like a command mistyped."""
        if args[0] in self.commands or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        if len(args) == 1 and args[0].isascii():
            from difflib import get_close_matches  # noqa: PLC0415 - rarely needed

            if get_close_matches(args[0], self.commands, n=1, cutoff=0.8):
                return super().resolve_command(ctx, args)
        return "ask", self.commands["ask"], args

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - passed through
        """Run, and end with an exit code; every expected error becomes one line on standard error."""
        try:
            code = super().main(*args, **{**kwargs, "standalone_mode": False})
        except _UsageError as error:
            path = error.ctx.command_path if error.ctx else "simfaq"
            _fail(f"{error.format_message()} (see {path} --help)")
            code = Exit.USAGE
        except SimfaqError as error:
            _fail(str(error))
            code = error.exit_code
        except (typer.Abort, KeyboardInterrupt):
            code = 130  # the shell's convention for an interrupt
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                code = Exit.ANSWERED
            else:
                _fail(f"cannot write: {error.strerror}")
                code = Exit.USAGE
            # What is buffered has nowhere to go: the reader has left (`| head -1`), or the disk is full.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str) -> None:
    from simfaq.text import clean  # noqa: PLC0415 - only when something is wrong

    typer.echo(f"simfaq: {clean(streams.argument(message))}", err=True)


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,  # Rich costs more than the rest of --help together
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Lang(StrEnum):
    """What --lang takes."""

    AUTO = "auto"
    ZH = "zh"
    EN = "en"


class Required(StrEnum):
    """What --required takes."""

    YES = "yes"
    NO = "no"
    PARTIAL = "partial"
    PLANNED = "planned"
    UNKNOWN = "unknown"


class Format(StrEnum):
    """How output is drawn; AUTO is panels on a terminal, plain text elsewhere."""

    AUTO = "auto"
    PLAIN = "plain"
    JSON = "json"
    ASCII_JSON = "ascii"


@dataclass(frozen=True)
class Setup:
    """What the options before the command say, and what follows from it."""

    data: Path | None
    lang: str

    @cached_property
    def faq(self) -> "Faq":
        """The dataset, read on first use."""
        return simfaq.load(self.data)

    @cached_property
    def matcher(self) -> "Matcher":
        """The matcher over the dataset, built on first use."""
        from simfaq import prepared  # noqa: PLC0415 - list and help do not need it

        # Building makes a million objects and no cycle; looking for cycles meanwhile takes half the time.
        gc.disable()
        try:
            return simfaq.Matcher(self.faq, prepared.find(self.faq.fingerprint))
        finally:
            gc.freeze()
            gc.enable()

    def language(self, question: str | None = None, *, in_pinyin: bool = False) -> "Language":
        """Choose the language to answer in."""
        locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
        return languages.choose(self.lang, question, locale, in_pinyin=in_pinyin)

    def region(self, code: str | None) -> str | None:
        """Check a --region against the dataset."""
        known = self.faq.regions
        if code and known and code.upper() not in known:
            problem = "the dataset has no such region; use a two-letter code such as HK"
            raise SimfaqError(f"--region {code}: {problem}")
        return code.upper() if code else None

    # Renderers are imported late: Rich is half of a run's time, and a pipe needs none of it.
    def renderer(self, form: Format, language: "Language") -> "Renderer":
        """Choose how to draw."""
        if form in {Format.JSON, Format.ASCII_JSON}:
            from simfaq.render.json import Json  # noqa: PLC0415

            return Json(self.faq, language, ascii_only=form == Format.ASCII_JSON)
        if form == Format.AUTO and (sys.stdout.isatty() or os.environ.get("FORCE_COLOR")):
            from simfaq.render.terminal import Terminal  # noqa: PLC0415

            return Terminal(self.faq, language)
        from simfaq.render.plain import Plain  # noqa: PLC0415

        return Plain(self.faq, language)


JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
PlainOption = Annotated[bool, typer.Option("--plain", help="Print plain text, without colour and boxes.")]
AsciiOption = Annotated[bool, typer.Option("--ascii", help="Print JSON with everything but ASCII escaped.")]
RegionOption = Annotated[
    str | None, typer.Option("--region", metavar="CODE", help="The place that is meant, such as CN or HK.")
]
TopOption = Annotated[
    int, typer.Option("--top", min=1, max=20, metavar="N", help="How many results at most.")
]


def _format(*, json: bool, plain: bool, ascii_only: bool = False) -> Format:
    if ascii_only:
        return Format.ASCII_JSON
    return Format.JSON if json else Format.PLAIN if plain else Format.AUTO


def _version(wanted: bool) -> None:  # noqa: FBT001 - Typer's callback shape
    if wanted:
        typer.echo(f"simfaq {simfaq.__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def options(
    ctx: typer.Context,
    data: Annotated[
        Path | None, typer.Option(envvar="SIMFAQ_DATA", metavar="FILE", help="Use another dataset file.")
    ] = None,
    lang: Annotated[Lang, typer.Option(envvar="SIMFAQ_LANG", help="Language of the answer.")] = Lang.AUTO,
    version: Annotated[  # noqa: ARG001, FBT002 - handled by its callback
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Answer questions about SIM real-name registration, offline, with the rule behind each answer.

    手机卡实名制问答：离线作答，每条答案注明依据。

    simfaq QUESTION is short for simfaq ask QUESTION.
    """
    ctx.obj = Setup(data, lang.value)
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@app.command()
def ask(  # noqa: PLR0913 - the options of the contract
    ctx: typer.Context,
    question: Annotated[
        list[str] | None,
        typer.Argument(show_default=False, help="The question; - reads it from standard input."),
    ] = None,
    *,
    top: TopOption = 3,
    region: RegionOption = None,
    json: JsonOption = False,
    plain: PlainOption = False,
    ascii_only: AsciiOption = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the answer was found.")] = False,
) -> None:
    """Answer one question.

    Without a question, a terminal gets a prompt; a pipe is read as the question.
    Exit: 0 answered, 1 no confident answer, 2 wrong usage, 3 unusable dataset.

    Examples: simfaq ask 一个人能办几张手机卡 ;
    simfaq ask --json "how many SIM cards can I have"
    """
    setup: Setup = ctx.obj
    form = _format(json=json, plain=plain, ascii_only=ascii_only)
    place = setup.region(region)

    def answer(text: str) -> Exit:
        return _answer(setup, text, top=top, region=place, form=form, explain=explain)

    words = " ".join(question or [])
    if not words and form in {Format.AUTO, Format.PLAIN} and sys.stdin.isatty() and sys.stdout.isatty():
        _prompt(setup, answer)
        return
    text = _question(sys.stdin.read() if words in {"", "-"} else streams.argument(words))
    if not text:
        raise SimfaqError('no question given; try: simfaq ask "一个人能办几张手机卡"')
    raise typer.Exit(answer(text))


@app.command("list")
def list_entries(
    ctx: typer.Context,
    topic: Annotated[
        str | None,
        typer.Argument(show_default=False, help="A topic's id; without it, the topics are listed."),
    ] = None,
    *,
    region: RegionOption = None,
    json: JsonOption = False,
    plain: PlainOption = False,
) -> None:
    """Browse: the topics, then the entries of one topic.

    Examples: simfaq list ; simfaq list limits
    """
    from simfaq.page import Item, items  # noqa: PLC0415 - each command loads what it needs

    setup: Setup = ctx.obj
    faq, language, place = setup.faq, setup.language(), setup.region(region)
    renderer = setup.renderer(_format(json=json, plain=plain), language)
    chosen = [e for e in faq.entries.values() if place is None or e.region in {place, None}]
    titles = {name: language.pick(topic.title) or name for name, topic in faq.topics.items()}
    if topic is None and titles:
        counted = [(Item(name, titles[name]), sum(e.topic == name for e in chosen)) for name in titles]
        _print(renderer.topics([(item, count) for item, count in counted if count]))
        return
    if topic is not None:
        known = dict.fromkeys([*titles, *(e.topic for e in faq.entries.values() if e.topic)])
        if topic not in known:
            raise SimfaqError(f"there is no topic {topic}{_did_you_mean(topic, known)}; see simfaq list")
        chosen = [e for e in chosen if e.topic == topic]
    title = titles.get(topic, topic) if topic else language.pick(faq.title)
    _print(renderer.items(items(chosen, language), title or ""))


@app.command()
def show(
    ctx: typer.Context,
    ids: Annotated[
        list[str], typer.Argument(metavar="ID...", show_default=False, help="Ids, as list prints them.")
    ],
    *,
    json: JsonOption = False,
    plain: PlainOption = False,
) -> None:
    """Show entries whole: answer, steps, citations, related entries.

    Examples: simfaq show card-limit ; simfaq --lang en show transfer-ownership lost-sim
    """
    from simfaq.page import page  # noqa: PLC0415 - each command loads what it needs
    from simfaq.regions import entry_by_id  # noqa: PLC0415

    setup: Setup = ctx.obj
    faq, language = setup.faq, setup.language()
    pages = []
    for name in ids:
        entry = entry_by_id(faq, name)
        if entry is None:
            raise SimfaqError(f"there is no entry {name}{_did_you_mean(name, faq.entries)}; see simfaq list")
        pages.append(page(faq, entry, language))
    _print(setup.renderer(_format(json=json, plain=plain), language).pages(pages))
    if any(shown.summary is None for shown in pages):
        raise typer.Exit(Exit.NO_ANSWER)


@app.command()
def rules(  # noqa: PLR0913 - the options of the contract
    ctx: typer.Context,
    regions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REGION]...",
            show_default=False,
            help="Places, by code (JP) or by name in either language; without any, the table of all.",
        ),
    ] = None,
    *,
    required: Annotated[
        Required | None, typer.Option("--required", help="Only places where registration is so.")
    ] = None,
    limit: Annotated[
        bool, typer.Option("--limit", help="Only places that limit the cards of one person.")
    ] = False,
    json: JsonOption = False,
    plain: PlainOption = False,
) -> None:
    """Show the registration rule of one or more countries and regions, side by side.

    Examples: simfaq rules --required no ; simfaq rules 日本 korea DE
    """
    from simfaq.page import page, sheets  # noqa: PLC0415 - each command loads what it needs
    from simfaq.regions import rule_entry, ruled  # noqa: PLC0415

    setup: Setup = ctx.obj
    faq = setup.faq
    names = [name for name in regions or [] if name.upper() not in faq.regions]
    language = setup.language(" ".join(names))
    renderer = setup.renderer(_format(json=json, plain=plain), language)
    known = ruled(faq)
    if regions:
        chosen = list(dict.fromkeys(_place(faq, name) for name in regions))
        for code in chosen:
            if code not in known:
                raise SimfaqError(f"the rule of {code} is not known; see simfaq rules")
    else:
        chosen = sorted(known, key=lambda code: _alphabetical(language.pick(known[code][0].name) or code))
    kept = [
        known[code]
        for code in chosen
        if required in {None, known[code][1].registration}
        and not (limit and known[code][1].limit_count is None)
    ]
    if len(kept) == 1 and regions and not json:
        _print(renderer.pages([page(faq, rule_entry(faq, *kept[0]), language)]))
        return
    if not kept and not json:
        typer.echo("simfaq: no place is so; see simfaq rules", err=True)
        raise typer.Exit(Exit.NO_ANSWER)
    shown = sheets(faq, kept, language)
    _print(renderer.comparison(shown) if regions else renderer.rules(shown))


@app.command()
def batch(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(show_default=False, help="One question a line; - reads standard input.")
    ],
    *,
    top: TopOption = 3,
    region: RegionOption = None,
    ascii_only: AsciiOption = False,
) -> None:
    """Answer a file of questions: one JSON object a line, in order, also for empty lines.

    Examples: simfaq batch questions.txt > answers.jsonl ;
    cat questions.txt | simfaq batch - --top 1
    """
    setup: Setup = ctx.obj
    place = setup.region(region)
    form = _format(json=True, plain=False, ascii_only=ascii_only)
    count = 0
    for line in _lines(file):
        _answer(setup, _question(line), top=top, region=place, form=form)
        count += 1
    if sys.stderr.isatty():
        typer.echo(f"{count} questions answered", err=True)


@app.command()
def lint(
    file: Annotated[
        str | None,
        typer.Argument(show_default=False, help="A dataset file; without it, the bundled one."),
    ] = None,
    *,
    json: JsonOption = False,
    codes: Annotated[bool, typer.Option("--codes", help="List the checks and what each means.")] = False,
) -> None:
    """Check a dataset file: numbered findings with the place of each.

    Exit: 0 nothing found, 1 findings, 3 the file cannot be read or is not JSON.

    Examples: simfaq lint my-faq.json ; simfaq lint --codes
    """
    from simfaq.dataset import bundled  # noqa: PLC0415 - each command loads what it needs
    from simfaq.lint import CHECKS, check  # noqa: PLC0415
    from simfaq.text import clean  # noqa: PLC0415

    if codes:
        _print("\n".join(f"{code}  {meaning}" for code, meaning in CHECKS.items()))
        return
    findings = check(Path(file) if file else bundled())
    if json:
        from json import dumps  # noqa: PLC0415

        rows = [{"code": f.code, "place": f.place, "message": f.message} for f in findings]
        _print(dumps(rows, ensure_ascii=False, indent=2))
    else:
        _print("\n".join(clean(f"{f.code} {f.place}: {f.message}") for f in findings))
        counted = f"{len(findings)} finding{'s' * (len(findings) > 1)}"
        typer.echo(counted if findings else "nothing found", err=True)
    if findings:
        raise typer.Exit(Exit.NO_ANSWER)


def _answer(  # noqa: PLR0913 - the options of the contract
    setup: Setup, question: str, *, top: int, region: str | None, form: Format, explain: bool = False
) -> Exit:
    """Answer one question on standard output, or refuse it on standard error."""
    found = setup.matcher.ask(question, top=top, region=region)
    language = setup.language(question, in_pinyin=found.in_pinyin)
    drawn = setup.renderer(form, language).outcome(found, explain=explain)
    _print(drawn)
    if form in {Format.AUTO, Format.PLAIN} and found.verdict == simfaq.Verdict.NONE:
        from simfaq.render.base import refusal  # noqa: PLC0415

        typer.echo(refusal(setup.faq, found, language), err=True)
    answered = found.verdict == simfaq.Verdict.ANSWER
    if answered and language.pick(found.matches[0].entry.answer) is not None:
        return Exit.ANSWERED
    return Exit.NO_ANSWER


def _print(text: str) -> None:
    if text:
        # The renderer has decided about colour; echo would decide again, without FORCE_COLOR.
        typer.echo(text, color=True)


def _question(text: str) -> str:
    from simfaq.text import clean  # noqa: PLC0415 - list and help do not need it

    # Cut before cleaning too: most of a pasted book would be cleaned for nothing.
    return clean(text[-4 * MAX_QUESTION :])[-MAX_QUESTION:]


def _lines(file: str) -> Iterator[str]:
    if file == "-":
        yield from sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8-sig", errors="replace") as stream:
            yield from stream
    except OSError as error:
        raise SimfaqError(f"cannot read {file}: {error.strerror}") from None


def _place(faq: "Faq", name: str) -> str:
    """Return the code of a place by its code or any of its names."""
    from simfaq.regions import find, place_names  # noqa: PLC0415 - each command loads what it needs

    name = streams.argument(name)
    region = find(faq, name)
    if region is None:
        close = _did_you_mean(name, [*place_names(faq.regions.values()), *faq.regions])
        raise SimfaqError(f"there is no place {name}{close}; see simfaq rules")
    return region.code


def _alphabetical(name: str) -> str:
    """Return what a name is sorted by: Chinese by its Pinyin."""
    from simfaq import pinyin  # noqa: PLC0415 - each command loads what it needs
    from simfaq.text import normalise  # noqa: PLC0415

    return pinyin.transliterate(normalise(name))


def _did_you_mean(wrong: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    spelt = {word.casefold(): word for word in known}
    close = get_close_matches(wrong.casefold(), spelt, n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(spelt[word] for word in close)}?" if close else ""


def _prompt(setup: Setup, answer: Callable[[str], Exit]) -> None:
    """Answer questions until an empty line or the end of input."""
    import readline  # noqa: F401, PLC0415 - importing it gives input() line editing and history

    from simfaq.render.labels import label  # noqa: PLC0415

    typer.echo(label(setup.language().code, "prompt"), err=True)
    while True:
        try:
            text = _question(input("simfaq> "))
        except EOFError:
            typer.echo(err=True)
            return
        if not text:
            return
        answer(text)


def main() -> None:
    """Run the command line on the process's own streams."""
    streams.use_utf8()
    app()
