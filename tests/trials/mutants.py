"""Small faults put into a module on purpose: where one can stand, and the source that has it.

A mutant differs from its module in one place: a comparison, an operator, a condition, a number, what a function
returns, or a statement that is left out. A test suite that passes all the same does not look at that place.
"""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Each operator and what stands in its place.
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: the module, the line, and what stands there instead of what; offsets count bytes of the source.

    Attributes:
        earlier: Places further up in the module where the same stands and could be replaced by the same.
    """

    module: Path
    line: int
    start: int
    end: int
    before: str
    after: str
    earlier: int

    @property
    def key(self) -> str:
        """A name that stays when other lines of the module change."""
        parts = (self.module.as_posix(), self.before, self.after, str(self.earlier))
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]

    @property
    def shown(self) -> tuple[str, str]:
        """What stands there and what stands instead, each in a short line."""
        before, after = (" ".join(text.split())[:70] for text in (self.before, self.after))
        return before, after

    def __str__(self) -> str:
        return f"{self.module.as_posix()}:{self.line}: {self.shown[0]} -> {self.shown[1]}"

    def apply(self, source: bytes) -> bytes:
        """Return the module's source with the fault."""
        return source[: self.start] + self.after.encode() + source[self.end :]


def draw(root: Path, modules: Sequence[Path], number: int, seed: int) -> list[Mutant]:
    """Return so many mutants, in random order, each place of the modules as likely as any other.

    The rank of a mutant depends on the seed and the mutant alone: when a module changes, the sample stays but for the
    places that changed.
    """

    def rank(mutant: Mutant) -> str:
        return hashlib.sha256(f"{seed} {mutant.key}".encode()).hexdigest()

    return sorted((mutant for module in modules for mutant in mutants_of(module, root)), key=rank)[:number]


def mutants_of(module: Path, root: Path) -> list[Mutant]:
    """Return the mutants of a module, in order; annotations, docstrings and exports have none."""
    source = module.read_bytes()
    lines = [0]
    for text in source.splitlines(keepends=True):
        lines.append(lines[-1] + len(text))
    places = []
    for node, replacement in _faults(ast.parse(source)):
        start = lines[node.lineno - 1] + node.col_offset
        end = lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        places.append((start, end, node.lineno, replacement))
    found, same = [], Counter[tuple[str, str]]()
    for start, end, line, after in sorted(places):
        before = source[start:end].decode()
        found.append(Mutant(module.relative_to(root), line, start, end, before, after, same[before, after]))
        same[before, after] += 1
    return found


def _faults(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Yield each place of a tree where a fault can stand, with its source."""
    if isinstance(node, ast.expr):
        yield from ((node, f"({text})") for text in _faulty_expressions(node))
    elif isinstance(node, ast.stmt):
        yield from ((node, text) for text in _faulty_statements(node))
    for child in _executed(node):
        yield from _faults(child)


def _executed(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a node that do something when they run and can be replaced by an expression."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.JoinedStr | ast.Match | ast.Import | ast.ImportFrom):
            continue  # the wording of a message; patterns, which take no expression
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_declaration(child):
                yield child


def _is_declaration(node: ast.AST) -> bool:
    """Return whether a node is a docstring, a list of exports or what a tool asks for."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.FunctionDef) and node.name == "__dir__":
        return True
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def _faulty_expressions(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in COMPARISONS:
        yield ast.unparse(ast.Compare(node.left, [COMPARISONS[type(node.ops[0])]()], node.comparators))
    elif isinstance(node, ast.BoolOp):
        yield ast.unparse(ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values))
    elif isinstance(node, ast.BinOp) and type(node.op) in OPERATORS and not _is_text(node):
        yield ast.unparse(ast.BinOp(node.left, OPERATORS[type(node.op)](), node.right))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield ast.unparse(node.operand)
    elif isinstance(node, ast.IfExp):
        yield ast.unparse(ast.IfExp(node.test, node.orelse, node.body))
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield str(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield repr(node.value + 1)


def _is_text(node: ast.BinOp) -> bool:
    sides = (node.left, node.right)
    return any(isinstance(side, ast.JoinedStr) or _is_string(side) for side in sides)


def _is_string(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _faulty_statements(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Return) and node.value is not None and not _is_truth(node.value):
        yield "return None"
    elif isinstance(node, ast.Break):
        yield "continue"
    elif isinstance(node, ast.Continue):
        yield "break"
    elif isinstance(node, ast.AugAssign) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield "pass"


def _is_truth(node: ast.expr) -> bool:
    """Return whether an expression is None, True or False: of these, the last two have a fault of their own."""
    return isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool))
