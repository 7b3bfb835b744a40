"""What a statement does, derived by parsing it as PostgreSQL does; for the house's checks and the generated pages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pglast import ast as pg
from pglast import parse_sql
from pglast.visitors import Visitor

PARAMETER = re.compile(r"%\((?P<name>\w+)\)s")


# What these put together depends on the order in which rows come; objects of JSON and windows have their own.
GATHERING = {"array_agg", "string_agg", "json_agg", "jsonb_agg"}


@dataclass
class Truth(Visitor):  # type: ignore[misc]
    """What a parsed statement does."""

    named: set[str] = field(default_factory=set)
    seen: list[pg.RangeVar] = field(default_factory=list)
    targets: list[pg.RangeVar] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    statuses: list[tuple[str, str, Any]] = field(default_factory=list)
    stars: int = 0
    unordered: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)

    def visit_CommonTableExpr(self, _: Any, node: pg.CommonTableExpr) -> None:
        self.named.add(node.ctename)

    def visit_RangeVar(self, _: Any, node: pg.RangeVar) -> None:
        self.seen.append(node)

    def visit_InsertStmt(self, _: Any, node: pg.InsertStmt) -> None:
        self.targets.append(node.relation)
        self.inserted.append(node.relation.relname)
        clause = node.onConflictClause
        if clause is not None and clause.targetList:
            self.updated.append(node.relation.relname)
            self._statuses(node.relation.relname, clause.targetList)

    def visit_UpdateStmt(self, _: Any, node: pg.UpdateStmt) -> None:
        self.targets.append(node.relation)
        self.updated.append(node.relation.relname)
        self._statuses(node.relation.relname, node.targetList)

    def visit_DeleteStmt(self, _: Any, node: pg.DeleteStmt) -> None:
        self.targets.append(node.relation)
        self.deleted.append(node.relation.relname)

    def visit_LockingClause(self, _: Any, node: pg.LockingClause) -> None:
        self.targets += node.lockedRels or ()

    def visit_FuncCall(self, _: Any, node: pg.FuncCall) -> None:
        name = node.funcname[-1].sval
        self.called.add(name)
        if name in GATHERING and not (node.agg_order or node.agg_distinct or node.over):
            self.unordered.add(name)

    def visit_ColumnRef(self, _: Any, node: pg.ColumnRef) -> None:
        self.stars += isinstance(node.fields[-1], pg.A_Star)

    def _statuses(self, table: str, targets: Iterable[pg.ResTarget]) -> None:
        self.statuses += [(table, target.name, target.val) for target in targets]

    @property
    def written(self) -> set[str]:
        return {*self.inserted, *self.updated, *self.deleted}

    @property
    def read(self) -> set[str]:
        """Tables in any place but the one that is written to."""
        return {
            place.relname
            for place in self.seen
            if place.relname not in self.named and not any(place is target for target in self.targets)
        }


def constants(value: Any) -> list[str] | None:
    """The words an expression can give; None when one is not written out."""
    if isinstance(value, pg.TypeCast):
        return constants(value.arg)
    if isinstance(value, pg.A_Const) and isinstance(value.val, pg.String):
        return [value.val.sval]
    if isinstance(value, pg.CaseExpr):
        ways = [*(when.result for when in value.args), value.defresult]
        found = [constants(way) for way in ways if way is not None]
        return None if None in found else [word for words in found for word in words or ()]
    return None


def truth_of(text: str) -> Truth:
    """Parse a statement as PostgreSQL does, its parameters as numbered ones."""
    names = list(dict.fromkeys(PARAMETER.findall(text)))
    numbered = PARAMETER.sub(lambda match: f"${names.index(match['name']) + 1}", text).replace("%%", "%")
    statements = parse_sql(numbered)
    if len(statements) != 1:
        raise ValueError("one statement a file")
    truth = Truth()
    truth(statements)
    if isinstance(statements[0].stmt, pg.InsertStmt | pg.UpdateStmt | pg.DeleteStmt | pg.SelectStmt):
        return truth
    raise ValueError("only select, insert, update and delete")
