"""The command line: options in, core called, renderer chosen, exit code out."""

import sys
from contextlib import ExitStack, closing
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import simfaq
from simfaq import complete, interrupts, streams
from simfaq.command import Commands, command, translator
from simfaq.errors import Exit, SimfaqError
from simfaq.session import Format, Input, Output, Session
from simfaq.text import PASTED, as_question, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simfaq.language import Language
    from simfaq.matching import Outcome
    from simfaq.page import Item, Page
    from simfaq.render.base import Renderer

app = typer.Typer(
    cls=Commands,
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


JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
PlainOption = Annotated[bool, typer.Option("--plain", help="Print plain text, without colour and boxes.")]
AsciiOption = Annotated[bool, typer.Option("--ascii", help="Print JSON with everything but ASCII escaped.")]
RegionOption = Annotated[
    str | None,
    typer.Option(
        "--region",
        metavar="CODE",
        autocompletion=complete.regions,
        help="The place that is meant, such as CN or HK.",
    ),
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

    simfaq QUESTION is short for simfaq ask QUESTION.

    Examples:
      simfaq 一个人能办几张手机卡
      simfaq rules 日本 korea DE

    """
    ctx.obj = Session(data, lang.value)
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@command()
def ask(  # noqa: PLR0913 - the options of the contract
    ctx: typer.Context,
    question: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[QUESTION]...", show_default=False, help="The question; - reads it from standard input."
        ),
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

    Examples:
      simfaq ask 一个人能办几张手机卡
      simfaq ask --json "how many SIM cards can I have"

    """
    session: Session = ctx.obj
    form = _format(json=json, plain=plain, ascii_only=ascii_only)
    place = session.region(region)
    talking = form.is_for_people and sys.stdin.isatty() and sys.stdout.isatty()
    words = " ".join(question or [])

    def answer(text: str, *, numbered: bool = False) -> "tuple[Exit, Sequence[Item]]":
        found = session.matcher.ask(text, top=top, region=place)
        return _tell(session, found, form, explain=explain, numbered=numbered)

    if not words and talking:
        _converse(session, lambda text: answer(text, numbered=True)[1], form)
        return
    text = as_question(streams.end_of(sys.stdin, PASTED) if words in {"", "-"} else streams.argument(words))
    if not text:
        raise SimfaqError("no question given", see='simfaq ask "一个人能办几张手机卡"')
    if form.is_for_people and text in session.faq.entries:
        # An id, as lists print it: whoever types it wants the entry.
        shown = _show(session, text, session.renderer(form, session.language()))
        raise typer.Exit(Exit.NO_ANSWER if shown.summary is None else Exit.ANSWERED)
    code, offered = answer(text)
    if talking and code == Exit.NO_ANSWER and offered:
        from simfaq.prompt import choose  # noqa: PLC0415 - each command loads what it needs

        with interrupts.raised():
            picked = choose(offered, translator(session.language(text).code))
        if picked:
            _show(session, picked.id, session.renderer(form, session.language(text)))
            return
    raise typer.Exit(code)


@command("list")
def list_entries(  # noqa: PLR0913 - the options of the contract
    ctx: typer.Context,
    topic: Annotated[
        str | None,
        typer.Argument(
            metavar="[TOPIC]",
            show_default=False,
            autocompletion=complete.topics,
            help="A topic's id; without it, the topics are listed.",
        ),
    ] = None,
    *,
    search: Annotated[
        str | None, typer.Option("--search", metavar="WORDS", help="Only entries that hold all these words.")
    ] = None,
    region: RegionOption = None,
    json: JsonOption = False,
    plain: PlainOption = False,
) -> None:
    """Browse: the topics, then the entries of one topic.

    Examples:
      simfaq list limits
      simfaq list --search "eSIM 手表"

    """
    from simfaq.page import Item, holding, items  # noqa: PLC0415 - each command loads what it needs

    session: Session = ctx.obj
    faq, language, place = session.faq, session.language(search), session.region(region)
    renderer = session.renderer(_format(json=json, plain=plain), language)
    chosen = [h for h in faq.headings.values() if place is None or h.region in {place, None}]
    titles = {name: language.pick(known.title) or name for name, known in faq.topics.items()}
    counted = [(Item(name, titles[name]), sum(h.topic == name for h in chosen)) for name in titles]
    counted = [(item, count) for item, count in counted if count]
    if topic is None and search is None and counted:
        _print(renderer.topics(counted, language.pick(faq.title) or ""))
        return
    if topic is not None:
        from simfaq import lookup  # noqa: PLC0415 - as above

        wanted = lookup.topic(faq, topic)
        chosen = [h for h in chosen if h.topic == wanted]
    if search is not None:
        search = clean(streams.argument(search))
        kept = {entry.id for entry in holding((faq.entries[h.id] for h in chosen), search)}
        chosen = [h for h in chosen if h.id in kept]
        if not chosen:
            raise SimfaqError("no entry holds all of {words}", exit_code=Exit.NO_ANSWER, words=search)
    heading = titles.get(topic, topic) if topic else search or language.pick(faq.title)
    _print(renderer.items(items(chosen, language), heading or ""))


@command()
def show(
    ctx: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            show_default=False,
            autocompletion=complete.ids,
            help="Ids as list prints them, or the beginnings of ids.",
        ),
    ],
    *,
    json: JsonOption = False,
    plain: PlainOption = False,
) -> None:
    """Show entries whole: answer, steps, citations, related entries.

    Examples:
      simfaq show card-limit
      simfaq --lang en show transfer-ownership lost-sim

    """
    from simfaq import lookup  # noqa: PLC0415 - each command loads what it needs
    from simfaq.page import page  # noqa: PLC0415

    session: Session = ctx.obj
    faq, language = session.faq, session.language()
    pages = [page(faq, lookup.entry(faq, streams.argument(name)), language) for name in ids]
    _print(session.renderer(_format(json=json, plain=plain), language).pages(pages))
    if any(shown.summary is None for shown in pages):
        raise typer.Exit(Exit.NO_ANSWER)


@command()
def rules(  # noqa: PLR0913 - the options of the contract
    ctx: typer.Context,
    regions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REGION]...",
            show_default=False,
            autocompletion=complete.places,
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

    Examples:
      simfaq rules --required no
      simfaq rules 日本 korea DE

    """
    from simfaq import lookup  # noqa: PLC0415 - each command loads what it needs
    from simfaq.page import page, sheets  # noqa: PLC0415
    from simfaq.regions import alphabetical, rule_entry, ruled  # noqa: PLC0415

    session: Session = ctx.obj
    faq = session.faq
    names = [streams.argument(name) for name in regions or []]
    language = session.language(" ".join(name for name in names if name.upper() not in faq.regions))
    renderer = session.renderer(_format(json=json, plain=plain), language)
    places = dict.fromkeys(lookup.place(faq, name) for name in names) if names else faq.regions
    known = ruled(faq, places)
    if names:
        chosen = [*places]
        for code in chosen:
            if code not in known:
                raise SimfaqError("the rule of {place} is not known", place=code, see="simfaq rules")
    else:
        chosen = sorted(known, key=lambda code: alphabetical(language.pick(known[code][0].name) or code))
    kept = [
        known[code]
        for code in chosen
        if required in {None, known[code][1].registration}
        and not (limit and known[code][1].limit_count is None)
    ]
    if len(kept) == 1 and names and not json:
        _print(renderer.pages([page(faq, rule_entry(faq, *kept[0]), language)]))
        return
    if not kept and not json:
        raise SimfaqError("no place fits these options", exit_code=Exit.NO_ANSWER, see="simfaq rules")
    shown = sheets(kept, language)
    _print(renderer.comparison(shown) if names else renderer.rules(shown))


@command()
def batch(  # noqa: PLR0913 - the options of the contract
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", show_default=False, help="Text, CSV or JSON Lines; - reads standard input."
        ),
    ],
    *,
    form: Annotated[
        Input | None,
        typer.Option("--format", help="What the file holds; by default its name tells, else text."),
    ] = None,
    column: Annotated[
        str | None,
        typer.Option(
            "--column", metavar="NAME", help="The column (or its number) or member that holds the question."
        ),
    ] = None,
    to: Annotated[Output, typer.Option("--to", help="What to write.")] = Output.JSONL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Skip the questions that the output file has answers to.")
    ] = False,
    top: TopOption = 3,
    region: RegionOption = None,
    ascii_only: AsciiOption = False,
) -> None:
    """Answer a file of questions, in order: one record for each, also for empty ones.

    Ctrl-C leaves whole records only. Exit: 0 when all were answered for, whatever the verdicts.

    Examples:
      simfaq batch questions.txt > answers.jsonl
      simfaq batch tickets.csv --column 问题 --to csv -o answers.csv --resume

    """
    from simfaq.batch import Answers, Progress, Questions, answered, csv_record, skip  # noqa: PLC0415

    session: Session = ctx.obj
    place = session.region(region)
    if resume and output is None:
        raise SimfaqError("--resume needs --output", see="simfaq batch --help")
    if to == Output.CSV and ascii_only:
        raise SimfaqError("--ascii is for JSON Lines", see="simfaq batch --help")
    from simfaq.render.json import Json  # noqa: PLC0415

    questions = Questions(file, form, column)
    waiting = iter(questions)
    translate = translator(session.language().code)

    renderers: dict[Language, Json] = {}

    def record(raw: str) -> str:
        text = as_question(raw)
        found = session.matcher.ask(text, top=top, region=place)
        language = session.language(text, in_pinyin=found.in_pinyin)
        if language not in renderers:
            renderers[language] = Json(session.faq, language, ascii_only=ascii_only)
        drawn = renderers[language]
        return csv_record(drawn.body(found)) if to == Output.CSV else f"{drawn.outcome(found)}\n"

    with ExitStack() as stack:
        stack.enter_context(interrupts.held_back())
        answers = stack.enter_context(closing(Answers(output, to, resume=resume)))
        stack.enter_context(interrupts.raised())
        skip(waiting, answers, as_question)
        progress = Progress(
            questions,
            sys.stderr,
            translate("{count} answered, {rate} a second, {left} left"),
            translate("{count} answered, {rate} a second"),
        )
        stack.callback(progress.end)
        for drawn in stack.enter_context(closing(answered(record, waiting, questions.left))):
            with interrupts.held_back():
                answers.write(drawn)
            progress.step()


@command()
def lint(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]", show_default=False, help="A dataset file; without it, the bundled one."
        ),
    ] = None,
    *,
    json: JsonOption = False,
    codes: Annotated[bool, typer.Option("--codes", help="List the checks and what each means.")] = False,
) -> None:
    """Check a dataset file: numbered findings with the place of each.

    Exit: 0 nothing found, 1 findings, 3 the file cannot be read or is not JSON.

    Examples:
      simfaq lint my-faq.json
      simfaq lint --codes

    """
    from simfaq.lint import CHECKS, check  # noqa: PLC0415
    from simfaq.loading import bundled  # noqa: PLC0415 - each command loads what it needs

    session: Session = ctx.obj
    translate = translator(session.language().code)
    if codes:
        _print("\n".join(f"{code}  {translate(meaning)}" for code, meaning in CHECKS.items()))
        return
    findings = check(Path(file) if file else session.data or bundled())
    if json:
        from json import dumps  # noqa: PLC0415

        rows = [{"code": f.code, "place": f.place, "message": f.told(translate)} for f in findings]
        _print(dumps(rows, ensure_ascii=False, indent=2))
    else:
        _print("\n".join(clean(f"{f.code} {f.place}: {f.told(translate)}") for f in findings))
        counted = "{count} findings" if len(findings) > 1 else "{count} finding"
        typer.echo(
            translate(counted).format(count=len(findings)) if findings else translate("nothing found"),
            err=True,
        )
    if findings:
        raise typer.Exit(Exit.NO_ANSWER)


def _tell(
    session: Session, found: "Outcome", form: Format, *, explain: bool, numbered: bool
) -> "tuple[Exit, Sequence[Item]]":
    """Answer on standard output, or refuse on standard error; return also what to go on with."""
    language = session.language(found.question, in_pinyin=found.in_pinyin)
    _print(session.renderer(form, language, numbered=numbered).outcome(found, explain=explain))
    if not form.is_for_people:
        answered = found.verdict == simfaq.Verdict.ANSWER
        spoken = answered and language.pick(found.matches[0].entry.answer) is not None
        return (Exit.ANSWERED if spoken else Exit.NO_ANSWER), ()
    from simfaq.page import items, page  # noqa: PLC0415 - JSON needs none of it
    from simfaq.render.base import MAX_SUGGESTIONS, refusal  # noqa: PLC0415

    match found.verdict:
        case simfaq.Verdict.ANSWER:
            shown = page(session.faq, found.matches[0].entry, language)
            return (Exit.NO_ANSWER if shown.summary is None else Exit.ANSWERED), shown.related
        case simfaq.Verdict.SUGGEST:
            return Exit.NO_ANSWER, items((m.entry for m in found.matches[:MAX_SUGGESTIONS]), language)
        case simfaq.Verdict.NONE:
            typer.echo(refusal(session.faq, found, language), err=True)
            return Exit.NO_ANSWER, ()


def _converse(session: Session, answer: "Callable[[str], Sequence[Item]]", form: Format) -> None:
    from simfaq.prompt import converse  # noqa: PLC0415 - each command loads what it needs

    language = session.language()

    def show_entry(name: str) -> "Sequence[Item]":
        return _show(session, name, session.renderer(form, language, numbered=True)).related

    with interrupts.raised():
        converse(answer, show_entry, as_question, translator(language.code))


def _show(session: Session, name: str, renderer: "Renderer") -> "Page":
    """Show an entry, and return it as it was shown."""
    from simfaq import lookup  # noqa: PLC0415 - each command loads what it needs
    from simfaq.page import page  # noqa: PLC0415

    shown = page(session.faq, lookup.entry(session.faq, name), renderer.language)
    _print(renderer.pages([shown]))
    return shown


def _print(text: str) -> None:
    if text:
        # The renderer has decided about colour; echo would decide again, without FORCE_COLOR.
        typer.echo(text, color=True)


def main() -> None:
    """Run the command line on the process's own streams."""
    streams.use_utf8()
    interrupts.end_silently()
    app(prog_name="simfaq")
