"""The mutants of a module: each one change that the tests should notice. Pure.

Not changed, because nobody suffers: docstrings, annotations, imports, `__all__`, decorators, assertions, what
is raised and what is logged.
"""

import ast
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.mutants.changes import changes_of
from tests.mutants.text import Text


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one change. `where` and `change` name it also when lines have moved; `id` does not."""

    id: str  # line:column:kind, and which of those where there are several
    line: int
    where: str  # the function, class or name in which it stands
    change: str  # before -> after
    source: str


def mutants_of(source: str) -> list[Mutant]:
    """Every mutant of a module, in the order of the source."""
    tree, text = ast.parse(source), Text(source)
    alike = _alike(tree)
    changes = [(change, where) for node, where in _walk(tree, "") for change in changes_of(node, text, alike)]
    changes.sort(key=lambda found: (found[0].span, found[0].kind, found[0].new))
    ids: Counter[str] = Counter()
    names: Counter[tuple[str, str]] = Counter()
    seen = {source}
    found = []
    for change, where in changes:
        mutated = text.replaced(change.span, change.new)
        if mutated in seen or not _is_python(mutated):
            continue
        seen.add(mutated)
        line, column = text.place(change.span[0])
        described = text.described(change.span, change.new)
        name = _numbered(f"{line}:{column}:{change.kind}", ids)
        names[where, described] += 1
        times = names[where, described]
        found.append(
            Mutant(name, line, where, described if times == 1 else f"{described} ({times})", mutated)
        )
    return found


def sample(mutants: Sequence[Mutant], number: int, seed: int) -> list[Mutant]:
    """So many of them, the same for the same seed: one for each line before any line gets a second."""
    order = random.Random(seed)
    lines: defaultdict[int, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        lines[mutant.line].append(mutant)
    for of_line in lines.values():
        order.shuffle(of_line)
    rounds: list[Mutant] = []
    while len(rounds) < min(number, len(mutants)):
        left = [line for line in sorted(lines) if lines[line]]
        order.shuffle(left)
        rounds += [lines[line].pop() for line in left]
    chosen = {mutant.id for mutant in rounds[:number]}
    return [mutant for mutant in mutants if mutant.id in chosen]


def _walk(node: ast.AST, where: str) -> Iterator[tuple[ast.AST, str]]:
    for child in _parts(node):
        inside = _inside(child, node, where)
        yield child, inside
        yield from _walk(child, inside)


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node in which a change matters."""
    passed: list[ast.AST] = []
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            passed = [*node.decorator_list, *([node.returns] if node.returns is not None else [])]
        case ast.ClassDef():
            passed = [*node.decorator_list, *node.bases, *node.keywords]
        case ast.AnnAssign():
            passed = [node.annotation]
        case ast.arg() | ast.JoinedStr() | ast.Raise() | ast.Assert() | ast.Import() | ast.ImportFrom():
            return
        case _:
            pass
    for child in ast.iter_child_nodes(node):
        if not any(child is one for one in passed) and not _is_silent(child):
            yield child


def _is_silent(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Expr(value=ast.Call(func=called)):
            return ast.unparse(called).startswith("log.") or ast.unparse(called) == "assert_never"
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case _:
            return False


def _inside(node: ast.AST, parent: ast.AST, where: str) -> str:
    name = ""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            name = node.name
        case ast.Assign(targets=[ast.Name(id=target)]) | ast.AnnAssign(target=ast.Name(id=target)):
            name = target if isinstance(parent, ast.Module | ast.ClassDef) else ""
        case _:
            pass
    return ".".join(filter(None, (where, name)))


def _alike(tree: ast.AST) -> dict[str, list[str]]:
    """For each class the constants of it that the module names: `Level` -> `HIGH`, `NONE`."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr.isupper():
            found[node.value.id].add(node.attr)
    return {owner: sorted(constants) for owner, constants in found.items()}


def _is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _numbered(name: str, taken: Counter[str]) -> str:
    taken[name] += 1
    return name if taken[name] == 1 else f"{name}:{taken[name]}"
