"""The house's own checks: each returns what is wrong, as sentences that say what to do."""

import ast
import re
from collections.abc import Container, Iterable, Iterator
from configparser import ConfigParser
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.apps import apps
from pglast import ast as pg
from pglast import parse_sql
from pglast.parser import ParseError

from unbilled.config.parsing import PARAMETER, Truth, constants, truth_of
from unbilled.foundation.guards import fact_tables
from unbilled.foundation.headers import HeaderUnreadable, Move, read_header
from unbilled.foundation.states import Diagram

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/unbilled"
EVENT_KEYS = {"event", "moves", "returns", "keeps", "source"}
FUNCTION_KEYS = {"function", "returns", "keeps", "source"}
INVARIANT_KEYS = {"holds", "breaks", "shows"}


@cache
def floors() -> dict[str, int]:
    """Every package with the height of its floor, read from the import contract."""
    contract = ConfigParser()
    contract.read(ROOT / ".importlinter")
    layers = contract["importlinter:contract:floors"]["layers"].split("\n")
    rows = [re.findall(r"\w+", row) for row in layers if row.strip()]
    return {name: height for height, row in enumerate(reversed(rows)) for name in row}


def below(room: str) -> set[str]:
    """The rooms on lower floors."""
    return {other for other, height in floors().items() if height < floors()[room]}


def room_of(table: str) -> str:
    """The room whose prefix a table has; empty for a table of nobody's."""
    prefix = table.partition("_")[0]
    return prefix if prefix in floors() else ""


@cache
def drawings() -> tuple[Diagram, ...]:
    """The state diagrams of all rooms."""
    rooms = [config.name for config in apps.get_app_configs() if find_spec(f"{config.name}.states")]
    return tuple(
        value
        for room in rooms
        for value in vars(import_module(f"{room}.states")).values()
        if isinstance(value, Diagram)
    )


# Statements


def statement_files() -> list[Path]:
    """Every statement of the house."""
    return sorted(path for path in SOURCE.rglob("*.sql") if path.parent.name != "functions")


def function_files() -> list[Path]:
    """Every function of the house that statements call."""
    return sorted(SOURCE.glob("*/functions/*.sql"))


def breaches_of_function(text: str, path: Path) -> list[str]:
    """What a function does that its place does not allow, or that keeps PostgreSQL from inlining it.

    Args:
        text: The file.
        path: Where it stands (or would stand) under ``src/unbilled``.
    """
    room, name = path.parts[0], f"{path.parts[0]}_{path.stem}"
    try:
        [statement] = parse_sql(text)
        function, header = statement.stmt, read_header(text)
        if not isinstance(function, pg.CreateFunctionStmt) or not function.replace:
            return ["is not one `create or replace function`"]
        options = {option.defname: option.arg for option in function.options}
        body = options["as"][0].sval
        truth = truth_of(body)
    except (ParseError, HeaderUnreadable, KeyError, ValueError) as problem:
        return [f"cannot be read: {problem}"]
    return [
        *([] if function.funcname[-1].sval == name else [f"is not {name}, as its file says"]),
        *([] if header["function"] == name else [f"header says function: {header['function'] or 'nothing'}"]),
        *(
            []
            if set(header.lines) == FUNCTION_KEYS
            else ["a function says what it returns, keeps and where it is from"]
        ),
        *_inlinable(options),
        *_shape(text, truth),
        *_places(room, "functions", truth),
    ]


def _inlinable(options: dict[str, Any]) -> Iterator[str]:
    """The conditions under which PostgreSQL puts a function's select into the statement that calls it."""
    if options["language"].sval != "sql":
        yield "is not language sql: it cannot be inlined"
    if "volatility" not in options or options["volatility"].sval not in ("stable", "immutable"):
        yield "is neither stable nor immutable: it cannot be inlined"
    for hindrance in sorted({"strict", "set", "security"} & set(options)):
        yield f"has {hindrance}: it cannot be inlined"


def breaches_of_statement(text: str, path: Path) -> list[str]:
    """What a statement does that its place or its header does not allow.

    Args:
        text: The statement with its header.
        path: Where it stands (or would stand) under ``src/unbilled``.
    """
    room, folder = path.parts[0], path.parent.name
    try:
        truth, header = truth_of(text), read_header(text)
        return [
            *_shape(text, truth),
            *_places(room, folder, truth),
            *(_invariant_header(header.lines) if folder == "invariants" else _header(header, path)),
            *(_moves(header, truth) if folder == "events" else []),
        ]
    except (ParseError, HeaderUnreadable, ValueError) as problem:
        return [f"cannot be read: {problem}"]


def _shape(text: str, truth: Truth) -> Iterator[str]:
    if truth.stars:
        yield "selects *: name the columns"
    for table in sorted({table for table in truth.inserted if truth.inserted.count(table) > 1}):
        yield f"inserts into {table} twice: PostgreSQL runs sibling inserts in no promised order, use a union"
    for name in sorted(truth.unordered):
        yield f"{name} without order by: the plan would decide what comes first"
    code = re.sub(r"--.*|'(?:[^']|'')*'|\"[^\"]*\"", "", text)
    code = PARAMETER.sub("", code)
    if shouted := re.findall(r"[A-Z]\w+", code):
        yield f"is not lower case: {shouted[0]}"


# A statement may draw the numbers of what it inserts, as its last step: only so are they held for a moment.
COUNTERS = {"companies_number_series"}


# The queue is another application's; one room looks into it.
OWNERS = {"procrastinate_jobs": "runs"}


def _places(room: str, folder: str, truth: Truth) -> Iterator[str]:
    allowed, facts = {room, *below(room)}, fact_tables()
    for table in sorted(truth.read | truth.written):
        if room_of(table) not in allowed and not table.startswith("pg_") and OWNERS.get(table) != room:
            yield f"touches {table}, which is not on {room}'s floor or below"
    for function in sorted(truth.called):
        if room_of(function) not in {"", *allowed}:
            yield f"calls {function}, which is not on {room}'s floor or below"
    if folder != "events" and truth.written:
        yield f"writes {', '.join(sorted(truth.written))}: only events write"
    for table in sorted({*truth.updated, *truth.deleted} - COUNTERS):
        if room_of(table) != room:
            yield f"updates or deletes {table}: only {room_of(table) or 'its owner'} changes its own tables"
        elif table in facts:
            yield f"updates or deletes {table}: facts never change, reverse and replace"
    for table in sorted(set(truth.inserted) - COUNTERS):
        if room_of(table) != room and table not in facts:
            yield f"inserts into {table}: in other rooms only facts are inserted"


def _header(header: Any, path: Path) -> Iterator[str]:
    stem = path.name.partition(".")[0]
    kind = "event" if path.parent.name == "events" else "read"
    named = header.named(kind)
    if named != stem and path.parent.name in {"events", "reads"}:
        yield f"header says {kind}: {named or 'nothing'}, the file is {stem}"
    if kind == "event" and not header["source"]:
        yield "header names no source"
    if unknown := sorted(set(header.lines) - EVENT_KEYS - {"read"}):
        yield f"header has keys that no other has: {', '.join(unknown)}"


def _invariant_header(lines: dict[str, str]) -> Iterator[str]:
    if set(lines) != INVARIANT_KEYS:
        yield f"header has {', '.join(sorted(lines)) or 'nothing'}; an invariant says holds, breaks and shows"


def _moves(header: Any, truth: Truth) -> Iterator[str]:
    arrows = {
        Move(drawing.table, arrow.source, arrow.target): set[str]()
        for drawing in drawings()
        for arrow in drawing.arrows
    }
    for drawing in drawings():
        for arrow in drawing.arrows:
            arrows[Move(drawing.table, arrow.source, arrow.target)].add(arrow.event)
    for move in header.moves:
        if header.named("event") not in arrows.get(move, set()):
            step = f"{move.table} {move.source} -> {move.target}"
            yield f"moves {step}: no such arrow of {header.named('event')} is drawn"
    columns = {(drawing.table, drawing.column) for drawing in drawings()}
    for table, column, value in truth.statuses:
        if (table, column) not in columns:
            continue
        words = constants(value)
        if words is None:
            yield f"sets {table}.{column} to something not written out: the drawing cannot be checked"
            continue
        targets = {move.target for move in header.moves if move.table == table}
        for word in sorted(set(words) - targets):
            yield f"sets {table}.{column} to {word}, which its moves do not name"


# States


def breaches_of_drawing(drawing: Diagram, moves: dict[str, set[Move]]) -> list[str]:
    """Arrows without an event that makes them.

    Args:
        drawing: A state diagram.
        moves: What the statements of each event say they move.
    """
    return [
        f"{drawing.table} {arrow.source} -> {arrow.target}: no statement of {arrow.event} moves it"
        for arrow in drawing.arrows
        if Move(drawing.table, arrow.source, arrow.target) not in moves.get(arrow.event, set())
    ]


def moves_of_events() -> dict[str, set[Move]]:
    """What the statements of each event say they move."""
    found: dict[str, set[Move]] = {}
    for path in statement_files():
        if path.parent.name == "events":
            header = read_header(path.read_text())
            found.setdefault(header.named("event"), set()).update(header.moves)
    return found


def breaches_of_choices(drawing: Diagram, choices: Iterable[tuple[str, str]] | None) -> list[str]:
    """Statuses that a model and its drawing do not share."""
    said, drawn = {word for word, _ in choices or ()}, set(drawing.statuses)
    return [f"{drawing.table}.{drawing.column}: {word} is not in both" for word in sorted(said ^ drawn)]


# Migrations


def breaches_of_migration(room: str, dependencies: Iterable[tuple[str, str]]) -> list[str]:
    """Dependencies of a migration on rooms that stand higher or beside."""
    allowed = {room, *below(room), "auth", "contenttypes", "__setting__"}
    return [
        f"{room} depends on {app}.{name}, which is not below it"
        for app, name in dependencies
        if app not in allowed
    ]


CODE = re.compile(
    r"\b(?:create|alter|drop)\s+(?:or\s+replace\s+)?(?:\w+\s+)?(function|procedure|trigger)\b", re.I
)


def breaches_of_migration_text(text: str) -> list[str]:
    """Code that a migration would install: it is installed from the files after every migration."""
    return [f"touches a {kind.lower()}: migrations hold tables only" for kind in CODE.findall(text)]


# Python


def modules() -> list[Path]:
    """Every Python file of the house."""
    return sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def tree_of(path: Path) -> ast.Module:
    """Parse a Python file."""
    return ast.parse(path.read_text(), filename=str(path))


def lengths(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, int]]:
    """Functions and their lines, the docstring left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            doc = (first.end_lineno or 0) - first.lineno + 1 if told else 0
            yield f"{prefix}{node.name}", (node.end_lineno or 0) - node.lineno + 1 - doc
        elif isinstance(node, ast.ClassDef):
            yield from lengths(node, f"{prefix}{node.name}.")


def breaches_of_length(found: dict[str, int], known: dict[str, int], most: int) -> list[str]:
    """Functions that are too long and new, or that grew; those that shrank must leave the list."""
    too_long = [
        f"{name} has {lines} lines, {known.get(name, most)} allowed: split it"
        for name, lines in found.items()
        if lines > known.get(name, most)
    ]
    shrunk = [
        f"{name} has {found.get(name, 0)} lines now: lower its figure, or take it off the list"
        for name, lines in known.items()
        if found.get(name, 0) < lines
    ]
    return sorted(too_long + shrunk)


LEFTOVERS = {
    re.compile(
        r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"]) + r")\b"
    ): "a note to oneself",
    re.compile(r"\b(?:break" + r"point|pdb\.set_" + r"trace)\("): "a halt for a debugger",
    re.compile(r"raise Not" + r"ImplementedError"): "something not there yet",
    re.compile(r"(?<![\w./])/(?:home|root|work|Users)/\w"): "a path of one machine",
}


def breaches_of_text(text: str) -> list[str]:
    """Leftovers that no file keeps."""
    return [
        f"line {number} holds {what}: {found[0]}"
        for number, line in enumerate(text.splitlines(), 1)
        for pattern, what in LEFTOVERS.items()
        if (found := pattern.search(line))
    ]


# Twins


def events() -> list[Path]:
    """The events of all rooms."""
    return sorted(path for path in SOURCE.glob("*/events/*.py") if path.name != "__init__.py")


def runs() -> list[Path]:
    """The runs of all rooms."""
    return sorted(path for path in SOURCE.glob("*/runs/*.py") if path.name != "__init__.py")


def breaches_of_twins(events: Iterable[Path], tests: Iterable[Path]) -> list[str]:
    """Events without a test file of their name."""
    tested = {path.stem.removeprefix("test_") for path in tests}
    return [
        f"{path.stem} has no test: write test_{path.stem}.py" for path in events if path.stem not in tested
    ]


def breaches_of_statement_twins(statements: Iterable[Path]) -> list[str]:
    """Statements of events and reads without the Python that runs them."""
    return [
        f"{path.name} has no {path.name.partition('.')[0]}.py beside it"
        for path in statements
        if path.parent.name not in {"invariants", "scopes"}
        and not path.with_name(f"{path.name.partition('.')[0]}.py").exists()
    ]


def words_of(*texts: str) -> set[str]:
    """Every word of some texts."""
    return {word for text in texts for word in re.findall(r"\w+", text)}


def breaches_of_refusals(refusals: Iterable[str], words: Container[str]) -> list[str]:
    """Refusals that no test and no scenario names."""
    return [f"{name} is raised in no test" for name in refusals if name not in words]


def refusals_in(path: Path) -> list[str]:
    """Refusals that a module defines."""
    return refusals_of(tree_of(path))


def refusals_of(tree: ast.Module) -> list[str]:
    """Names of the refusals in a parsed module, those built on others of the module too."""
    found = ["Refusal"]
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
            if set(bases) & set(found):
                found.append(node.name)
    return found[1:]


# Glossary


def breaches_of_glossary(text: str, words: Iterable[str]) -> list[str]:
    """Words of the models, events and statuses that the glossary leaves out."""
    plain = re.sub(r"[\s_]+", " ", text.lower())
    return [
        f"{word} is not in the glossary" for word in words if not re.search(rf"\b{re.escape(word)}", plain)
    ]


def spaced(name: str) -> str:
    """A name in code as people read it: ``BacklogLine`` and ``backlog_line`` are a backlog line."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").lower()


# Pages


def breaches_of_page(text: str, folder: Path, names: Container[str]) -> list[str]:
    """Links and file names of a page that lead nowhere.

    Args:
        text: The page.
        folder: Where it stands.
        names: Names of all files of the house.
    """
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    dead = [f"the link {link} leads nowhere" for link in links if link and not (folder / link).exists()]
    files = re.findall(r"`([\w./]+\.(?:py|sql|yaml|toml|typ|md))`", text)
    return dead + [f"there is no {file}" for file in files if file.rpartition("/")[2] not in names]
