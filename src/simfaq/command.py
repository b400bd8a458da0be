"""Typer's command classes with our manners: one-line errors, and help in Chinese or English."""

import inspect
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup

from simfaq import language as languages
from simfaq import streams
from simfaq.errors import Exit, SimfaqError, Translate
from simfaq.text import clean, has_han

F = TypeVar("F", bound=Callable[..., None])
# Typer does not export the base of its usage errors under a name that all supported versions share.
_UsageError: type[Any] = typer.BadParameter.__mro__[1]
# Help is no wider, and gets no narrower.
_WIDTHS = (40, 96)
# The names of options and arguments take at most so much of a line.
_NAMES = 28


def translator(language: str) -> Translate:
    """Return what turns the program's English into a language; languages it does not speak stay English."""
    if language != "zh":
        return str
    from simfaq.chinese import MESSAGES  # noqa: PLC0415 - only for help, errors and prompts

    return lambda text: MESSAGES.get(text, text)


def spoken(args: Sequence[str]) -> str:
    """Return the language to talk to a command line in: that of --lang, of its words, of the locale."""
    wanted = os.environ.get("SIMFAQ_LANG") or "auto"
    for i, arg in enumerate(args):
        if arg == "--lang":
            wanted = args[i + 1] if i + 1 < len(args) else wanted
        elif arg.startswith("--lang="):
            wanted = arg.partition("=")[2]
    if wanted not in {"zh", "en"}:
        wanted = "auto"
    chinese = [arg for arg in args if has_han(arg)]
    return languages.choose(wanted, " ".join(chinese), languages.locale(os.environ)).code


# The functions behind the commands, by name.
_FUNCTIONS: dict[str, Callable[..., None]] = {}


def command(name: str = "") -> Callable[[F], F]:
    """Make a function a command, of its own name by default."""

    def register(function: F) -> F:
        _FUNCTIONS[name or function.__name__] = function
        return function

    return register


class _Built(Mapping[str, Any]):
    """The commands, each built when it is asked for: Typer takes its time, and a run needs one of them."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - Typer's own types moved in 0.26
        if name not in self._built:
            alone = typer.Typer(add_completion=False, rich_markup_mode=None)
            alone.command(name, cls=Command)(_FUNCTIONS[name])
            self._built[name] = typer.main.get_command(alone)
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_FUNCTIONS)

    def __len__(self) -> int:
        return len(_FUNCTIONS)

    def __contains__(self, name: object) -> bool:
        return name in _FUNCTIONS


class _Helpful:
    """Help that is drawn by display width, in the language of the run."""

    def get_help(self: Any, ctx: Any) -> str:  # noqa: ANN401 - Typer's own types moved in 0.26
        """Write what the command does, and its arguments, options and commands."""
        translate = translator(ctx.find_root().command.language)
        width = min(max(shutil.get_terminal_size().columns, _WIDTHS[0]), _WIDTHS[1])
        usage = " ".join(translate(piece.strip("{}")) for piece in self.collect_usage_pieces(ctx))
        blocks = [f"{translate('Usage: ')}{ctx.command_path} {usage}"]
        blocks += [_paragraph(text, width) for text in translate(self.help or "").split("\n\n")]
        params = {"Arguments": "argument", "Options": "option"}
        for heading, kind in params.items():
            listed = [param for param in self.get_params(ctx) if param.param_type_name == kind]
            rows = [_record(param, ctx, translate) for param in listed if not getattr(param, "hidden", False)]
            blocks += _table(translate(heading), rows, width)
        commands = getattr(self, "commands", {})
        summaries = [
            (name, translate(inspect.getdoc(_FUNCTIONS[name]) or "").partition("\n")[0]) for name in commands
        ]
        blocks += _table(translate("Commands"), summaries, width)
        return "\n\n".join(blocks)


class Command(_Helpful, TyperCommand):
    """A command with our help."""


class Commands(_Helpful, TyperGroup):
    """Takes a first word that is no command as the start of a question, and reports errors on one line."""

    language = languages.DEFAULT

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - as above
        """Take what Typer knows of the program, and the commands that were registered here."""
        super().__init__(**attributes)
        self.commands = _Built()  # type: ignore[assignment]  # nobody writes to it

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - Typer's own types moved in 0.26
        """Fall back to `ask`, unless the only word looks like a command mistyped."""
        if args[0] in self.commands or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        if len(args) == 1 and args[0].isascii():
            from difflib import get_close_matches  # noqa: PLC0415 - rarely needed

            if close := get_close_matches(args[0], self.commands, n=1, cutoff=0.8):
                raise SimfaqError(
                    "there is no command {name}", name=args[0], close=close, see="simfaq --help"
                )
        return "ask", self.commands["ask"], args

    def main(self, args: Sequence[str] | None = None, *rest: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Run, and end with an exit code; every expected error becomes one line on standard error."""
        self.language = spoken(sys.argv[1:] if args is None else args)
        try:
            code = super().main(args, *rest, **{**kwargs, "standalone_mode": False})
        except _UsageError as error:
            self._fail(usage_message(error, translator(self.language)))
            code = Exit.USAGE
        except SimfaqError as error:
            self._fail(error.told(translator(self.language)))
            code = error.exit_code
        except (typer.Abort, KeyboardInterrupt):
            code = 130  # the shell's convention for an interrupt
        except SystemExit:
            # How Typer ends a run whose reader has left (`| head -1`): nothing is wrong with that.
            code = Exit.ANSWERED
            streams.silence()
        except OSError as error:
            problem = SimfaqError("cannot write: {problem}", problem=error.strerror or str(error))
            self._fail(problem.told(translator(self.language)))
            code = Exit.USAGE
            streams.silence()
        sys.exit(code if isinstance(code, int) else 0)

    @staticmethod
    def _fail(message: str) -> None:
        try:
            typer.echo(f"simfaq: {clean(streams.argument(message))}", err=True)
        except OSError:
            streams.silence()  # standard error is full or closed: the exit code must do


def usage_message(error: Any, translate: Translate) -> str:  # noqa: ANN401 - Typer's own types moved in 0.26
    """Say what is wrong with a command line, and where the help is."""
    see = f"{error.ctx.command_path if error.ctx else 'simfaq'} --help"
    param = getattr(error, "param", None)
    option = getattr(error, "option_name", None) or _name(param)
    kind: Any = getattr(param, "type", None)
    match type(error).__name__:
        case "NoSuchOption" if option in {"--lang", "--data"}:
            example = f"simfaq {option} {'en' if option == '--lang' else 'FILE'} ask …"
            told = SimfaqError(
                "{option} stands before the command, as in {example}", option=option, example=example, see=see
            )
        case "NoSuchOption":
            told = SimfaqError(
                "no such option {option}", option=option, close=error.possibilities or (), see=see
            )
        case "MissingParameter":
            told = SimfaqError("{option} is missing", option=option, see=see)
        case "BadOptionUsage":
            told = SimfaqError("{option} needs a value", option=option, see=see)
        case _ if hasattr(kind, "choices"):
            options = ", ".join(kind.choices)
            told = SimfaqError("{option} takes one of {options}", option=option, options=options, see=see)
        case _ if hasattr(kind, "min"):
            least, most = str(kind.min), str(kind.max)
            told = SimfaqError(
                "{option} must be from {least} to {most}", option=option, least=least, most=most, see=see
            )
        case _:
            told = SimfaqError("{problem}", problem=error.format_message().rstrip("."), see=see)
    return told.told(translate)


def _name(param: Any) -> str:  # noqa: ANN401 - as above
    """Return what a parameter is called on the command line."""
    if param is None:
        return ""
    return str(param.opts[0] if param.param_type_name == "option" else param.metavar).strip("[].")


def _record(param: Any, ctx: Any, translate: Translate) -> tuple[str, str]:  # noqa: ANN401 - as above
    """Return a parameter's names and what it does, with its default."""
    names, told = param.get_help_record(ctx) or (param.human_readable_name, "")
    described = getattr(param, "help", None) or told
    text, extra = translate(described), told.removeprefix(described).strip()
    for english in ("env var: ", "default: ", "required"):
        extra = extra.replace(english, translate(english))
    return names, f"{text} {extra}".strip()


def _paragraph(text: str, width: int) -> str:
    """Wrap running text; indented lines, such as examples, stay as they are."""
    from simfaq.render.wrap import wrap  # noqa: PLC0415 - only for help

    lines = text.split("\n")
    return "\n".join("\n".join([line] if line.startswith(" ") else wrap(line, width)) for line in lines)


def _table(heading: str, rows: Sequence[tuple[str, str]], width: int) -> Iterable[str]:
    from simfaq.render.wrap import cells, wrap  # noqa: PLC0415 - only for help

    if not rows:
        return []
    names = min(max(cells(name) for name, _ in rows), _NAMES, width // 2)
    lines = [heading]
    for name, text in rows:
        first, *others = wrap(text, width - names - 4)
        if cells(name) > names:
            lines.append(f"  {name}")
            others.insert(0, first)
        else:
            lines.append(f"  {name}{' ' * (names - cells(name) + 2)}{first}".rstrip())
        lines += [" " * (names + 4) + line for line in others]
    return ["\n".join(lines)]
