"""How terms of the model stand in a syntax: one table, by which it is written and read.

A table is a sequence of bindings in the order of the syntax's schema. A path is an XPath of named steps. Steps in
``[…]`` choose when reading; writing, ``[@name='value']`` is written too, and consecutive bindings whose paths begin
alike share these elements. A term may be dotted (``seller.address.city``); one that begins with ``/`` is the
document's, whatever group the binding stands in.
"""

import base64
import binascii
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, cached_property
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from lxml import etree

from unbilled.documents.einvoice.model import Identifier, Invoice, Note
from unbilled.foundation.refusals import Refusal

Spaces = Mapping[str, str]
Element = etree._Element


class EInvoiceUnreadable(Refusal):
    """A file that is no electronic invoice, or says something that is none of its kind."""

    sentence = "The file cannot be read as an electronic invoice: {why}."
    remedy = "Give a UBL or CII invoice, or a PDF that holds one."
    subject = "file"


@dataclass(frozen=True)
class Context:
    """What holds for the whole document: its currencies, and itself."""

    invoice: Any
    currency: str
    tax_currency: str


@dataclass(frozen=True)
class Kind:
    """How a value is written into an element and read from it, and which values it is for."""

    write: Callable[[Element, Any, Context], None]
    read: Callable[[Element], Any]
    takes: Callable[[Any], bool] = lambda value: True


def amount_text(value: Decimal) -> str:
    """An amount of money, with two decimals at least.

    >>> amount_text(Decimal("12.5000")), amount_text(Decimal("1E+3")), amount_text(Decimal("0.125"))
    ('12.50', '1000.00', '0.125')
    """
    short = number_text(value)
    whole, _, digits = short.partition(".")
    return f"{whole}.{digits.ljust(2, '0')}"


def number_text(value: Decimal) -> str:
    """A number without superfluous zeros.

    >>> number_text(Decimal("8.000000")), number_text(Decimal("-0.50")), number_text(Decimal("-0"))
    ('8', '-0.5', '0')
    """
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _text_of(element: Element) -> str:
    return (element.text or "").strip()


def _number_of(element: Element) -> Decimal:
    text = _text_of(element)
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("nan")
    if not value.is_finite():
        raise EInvoiceUnreadable(why=f"{etree.QName(element).localname} says {text!r}, which is no number")
    return value


def _day_of(element: Element) -> date:
    text = _text_of(element)
    try:
        return date.fromisoformat(text[:8] if element.get("format") == "102" else text[:10])
    except ValueError:
        raise EInvoiceUnreadable(
            why=f"{etree.QName(element).localname} says {text!r}, which is no date"
        ) from None


def _bytes_of(element: Element) -> bytes:
    try:
        return base64.b64decode("".join(_text_of(element).split()), validate=True)
    except (binascii.Error, ValueError):
        raise EInvoiceUnreadable(why="what is attached is not written in base 64") from None


def _identifier_of(element: Element) -> Identifier:
    scheme = element.get("schemeID") or element.get("listID") or ""
    return Identifier(_text_of(element), scheme, element.get("listVersionID") or "")


def _note_of(element: Element) -> Note:
    found = re.fullmatch(r"#([A-Z]{3})#(.*)", _text_of(element), re.DOTALL)
    return Note(subject=found[1], text=found[2].strip()) if found else Note(text=_text_of(element))


def _writing(shape: Callable[[Any], str]) -> Callable[[Element, Any, Context], None]:
    def write(element: Element, value: Any, context: Context) -> None:
        element.text = shape(value)

    return write


def _write_amount(element: Element, value: Decimal, context: Context) -> None:
    element.text = amount_text(value)
    element.set("currencyID", context.currency)


def _write_price(element: Element, value: Decimal, context: Context) -> None:
    element.text = number_text(value)
    element.set("currencyID", context.currency)


def _write_tax_amount(element: Element, value: Decimal, context: Context) -> None:
    element.text = amount_text(value)
    element.set("currencyID", context.tax_currency)


def _write_identifier(element: Element, value: Identifier, context: Context) -> None:
    element.text = value.value
    if value.scheme:
        element.set("schemeID", value.scheme)


def _write_class(element: Element, value: Identifier, context: Context) -> None:
    element.text = value.value
    if value.scheme:
        element.set("listID", value.scheme)
    if value.version:
        element.set("listVersionID", value.version)


TEXT = Kind(_writing(str), _text_of)
DAY = Kind(_writing(date.isoformat), _day_of)
DAY_102 = Kind(_writing(lambda day: f"{day:%Y%m%d}"), _day_of)
NUMBER = Kind(_writing(number_text), _number_of)
PLAIN_AMOUNT = Kind(_writing(amount_text), _number_of)
AMOUNT = Kind(_write_amount, _number_of)
PRICE = Kind(_write_price, _number_of)
TAX_AMOUNT = Kind(_write_tax_amount, _number_of)
BYTES = Kind(_writing(lambda content: base64.b64encode(content).decode()), _bytes_of)
IDENTIFIER = Kind(_write_identifier, _identifier_of)
PLAIN_IDENTIFIER = Kind(_write_identifier, _identifier_of, lambda value: not value.scheme)
GLOBAL_IDENTIFIER = Kind(_write_identifier, _identifier_of, lambda value: bool(value.scheme))
CLASSIFICATION = Kind(_write_class, _identifier_of)
NOTE = Kind(_writing(lambda note: f"#{note.subject}#{note.text}" if note.subject else note.text), _note_of)


def _terms(text: str) -> str:
    """Terms of payment; the form in which XRechnung tells a cash discount ends with a line break."""
    return f"{text}\n" if text.rpartition("\n")[2].startswith("#SKONTO#") else text


TERMS = Kind(_writing(_terms), _text_of)


def mapped(codes: Mapping[str, str]) -> Kind:
    """A code that the syntax takes from another list than the model."""
    back = {theirs: ours for ours, theirs in codes.items()}
    return Kind(
        _writing(lambda code: codes.get(code, code)),
        lambda element: back.get(_text_of(element), _text_of(element)),
    )


STEP = re.compile(r"([^/\[\]]+)((?:\[[^\]]*\])*)")
ATTRIBUTE = re.compile(r"\[@(\w+)='([^']*)'\]")


@dataclass(frozen=True)
class Step:
    """One element of a path as it is written."""

    key: str
    """The step as the table has it; consecutive bindings share an element when this is equal."""
    name: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Binding:
    """Where something stands."""

    path: str
    term: str
    kind: Kind = TEXT
    is_written: bool = True
    """Otherwise it is read here and written by something else."""

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The elements of the path, without a last one that is an attribute."""
        found = [one for one in STEP.finditer(self.path) if not one[1].startswith("@") and one[1] != "."]
        return tuple(Step(one[0], one[1], tuple(ATTRIBUTE.findall(one[2]))) for one in found)

    @cached_property
    def way(self) -> tuple[str, ...]:
        """The fields that lead to the value; ``*`` is the group itself."""
        return tuple(name for name in self.term.lstrip("/").split(".") if name != "*")

    @cached_property
    def attribute(self) -> str:
        """The attribute that holds the value; empty: the element does."""
        last = self.path.rpartition("/")[2]
        return last[1:] if last.startswith("@") else ""

    def found(self, group: Element, spaces: Spaces, context: Context) -> list[Any]:
        """What stands at the path, within an element."""
        path = compiled(self.path, tuple(spaces.items()))
        found = path(group, currency=context.currency, tax_currency=context.tax_currency)
        return list(found)  # type: ignore[arg-type]

    def under(self, path: str, term: str) -> "Binding":
        """The same within a group that stands elsewhere."""
        return replace(self, path=_joined(path, self.path), term=_dotted(term, self.term))


@dataclass(frozen=True)
class At(Binding):
    """A value."""


@dataclass(frozen=True)
class Each(Binding):
    """Values that may be several, each in elements of its own."""

    own: int = 0
    """How many steps of the path, from its end, are made for each; 0: all that it was given with."""

    def under(self, path: str, term: str) -> "Binding":
        """The same within a group that stands elsewhere."""
        return replace(
            self,
            path=_joined(path, self.path),
            term=_dotted(term, self.term),
            own=self.own or len(self.steps),
        )


@dataclass(frozen=True)
class Fixed(Binding):
    """What the syntax says beside a term: ``text``, when the term is there; always where it names none."""

    text: str = ""

    def under(self, path: str, term: str) -> "Binding":
        """The same within a group that stands elsewhere."""
        return replace(self, path=_joined(path, self.path), term=_dotted(term, self.term or "*"))


@dataclass(frozen=True)
class Many(Each):
    """Groups, each with bindings of its own."""

    bindings: tuple[Binding, ...] = ()


@dataclass(frozen=True)
class By(Binding):
    """What no path says: a function writes it, another reads it."""

    writes: Callable[["Writer", Element, Any], None] = field(kw_only=True)
    reads: Callable[[Element, Spaces], Any] = field(kw_only=True)


def within(path: str, term: str, bindings: Sequence[Binding]) -> tuple[Binding, ...]:
    """Bindings of a group that stands at a path."""
    return tuple(one.under(path, term) for one in bindings)


@cache
def compiled(path: str, spaces: tuple[tuple[str, str], ...]) -> etree.XPath:
    """A path ready to be followed."""
    return etree.XPath(path, namespaces=dict(spaces))


def read_only(bindings: Sequence[Binding]) -> tuple[Binding, ...]:
    """Bindings that something else writes; what only the syntax says is left out."""
    return tuple(replace(one, is_written=False) for one in bindings if not isinstance(one, Fixed))


def _joined(path: str, rest: str) -> str:
    return f"{path}/{rest}" if rest else path


def _dotted(term: str, rest: str) -> str:
    return rest if not term or rest.startswith("/") else f"{term}.{rest}"


def value_of(group: Any, binding: Binding, context: Context) -> Any:
    """The value of a term; None where it, or a group on the way, is not there."""
    value = context.invoice if binding.term.startswith("/") else group
    for name in binding.way:
        if value is None:
            return None
        value = getattr(value, name)
    return value


def is_there(value: Any) -> bool:
    """Whether a term is there: no text, no bytes, no members and None are not, but 0 is."""
    return value is not None and value != "" and value != () and value != b""


class Writer:
    """Writes a model by a table."""

    def __init__(self, spaces: Spaces, context: Context) -> None:
        self.spaces = spaces
        self.context = context
        self.last: dict[Element, tuple[str, Element]] = {}
        self.tags: dict[str, str] = {}

    def write(self, parent: Element, bindings: Sequence[Binding], group: Any) -> None:
        """Write what a group has of the terms of a table."""
        for binding in bindings:
            if not binding.is_written:
                continue
            if isinstance(binding, By):
                binding.writes(self, parent, group)
                continue
            if isinstance(binding, Fixed) and not binding.term:
                self.element(parent, binding).text = binding.text
                continue
            value = value_of(group, binding, self.context)
            if not is_there(value):
                continue
            match binding:
                case Fixed():
                    self.element(parent, binding).text = binding.text
                case Many():
                    for one in value:
                        self.write(self.element(parent, binding), binding.bindings, one)
                case Each():
                    for one in value:
                        if binding.kind.takes(one):
                            binding.kind.write(self.element(parent, binding), one, self.context)
                case _ if binding.attribute:
                    self.shared(parent, binding.steps).set(binding.attribute, value)
                case _ if binding.kind.takes(value):
                    binding.kind.write(self.element(parent, binding), value, self.context)

    def element(self, parent: Element, binding: Binding) -> Element:
        """A new element at the path, in those on the way that stand last already."""
        own = (binding.own or len(binding.steps)) if isinstance(binding, Each) else 1
        parent = self.shared(parent, binding.steps[:-own])
        for step in binding.steps[-own:]:
            parent = self.made(parent, step)
        return parent

    def shared(self, parent: Element, steps: Sequence[Step]) -> Element:
        """The elements of a path: where the last child was made for the same step, it is used."""
        for step in steps:
            key, child = self.last.get(parent, ("", None))
            parent = child if child is not None and key == step.key else self.made(parent, step)
        return parent

    def made(self, parent: Element, step: Step) -> Element:
        """A new element, last of its parent's."""
        tag = self.tags.get(step.name)
        if tag is None:
            prefix, _, name = step.name.rpartition(":")
            tag = self.tags[step.name] = f"{{{self.spaces[prefix]}}}{name}"
        child = etree.SubElement(parent, tag)
        for attribute, value in step.attributes:
            child.set(attribute, value)
        self.last[parent] = (step.key, child)
        return child


def read(
    root: Element, bindings: Sequence[Binding], spaces: Spaces, currency: str, tax_currency: str
) -> Invoice:
    """Read a document by a table.

    Raises:
        EInvoiceUnreadable: A number or date is none.
    """
    context = Context(None, currency, tax_currency)
    document: dict[str, Any] = {}
    _read_group(root, bindings, spaces, context, document, document)
    return built(Invoice, document)  # type: ignore[no-any-return]


def _read_group(
    group: Element,
    bindings: Sequence[Binding],
    spaces: Spaces,
    context: Context,
    told: dict[str, Any],
    document: dict[str, Any],
) -> None:
    for binding in bindings:
        match binding:
            case Fixed():
                continue
            case By():
                at = binding.found(group, spaces, context)[:1] if binding.path else [group]
                value = binding.reads(at[0], spaces) if at else None
            case Many():
                members = []
                for element in binding.found(group, spaces, context):
                    member: dict[str, Any] = {}
                    _read_group(element, binding.bindings, spaces, context, member, document)
                    members.append(member)
                value = members
            case Each():
                value = tuple(binding.kind.read(one) for one in binding.found(group, spaces, context))
            case _:
                found = binding.found(group, spaces, context)
                value = None
                if found:
                    value = found[0] if binding.attribute else binding.kind.read(found[0])
        if is_there(value) and value != []:
            _told(document if binding.term.startswith("/") else told, binding.term.lstrip("/"), value)


def _told(told: dict[str, Any], term: str, value: Any) -> None:
    *way, name = term.split(".")
    for step in way:
        told = told.setdefault(step, {})
    if isinstance(value, tuple) and name in told:
        value = told[name] + value
    told[name] = value


@cache
def _groups(group: type) -> dict[str, type]:
    """The fields of a dataclass that are groups themselves, or many of them, with their class."""
    found = {}
    for name, hint in get_type_hints(group).items():
        options = get_args(hint) if get_origin(hint) in (Union, UnionType, tuple) else (hint,)
        classes = [one for one in options if isinstance(one, type) and is_dataclass(one)]
        if classes:
            found[name] = classes[0]
    return found


def built(group: type, told: Mapping[str, Any]) -> Any:
    """A dataclass of what was read; what was not has its usual value."""
    classes = _groups(group)
    given = {}
    for one in fields(group):
        value = told.get(one.name, MISSING)
        if value is MISSING:
            continue
        if isinstance(value, dict):
            value = built(classes[one.name], value)
        elif isinstance(value, list):
            value = tuple(built(classes[one.name], member) for member in value)
        given[one.name] = value
    return group(**given)
