"""What a fault may look like: for each place in a module, the small changes that somebody could have made."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.mutants.text import Span, Text, without

_COMPARISONS: Mapping[type[ast.cmpop], tuple[bytes, str]] = {
    ast.Lt: (rb"<", "<="),
    ast.LtE: (rb"<=", "<"),
    ast.Gt: (rb">", ">="),
    ast.GtE: (rb">=", ">"),
    ast.Eq: (rb"==", "!="),
    ast.NotEq: (rb"!=", "=="),
    ast.In: (rb"\bin\b", "not in"),
    ast.NotIn: (rb"\bnot\s+in\b", "in"),
    ast.Is: (rb"\bis\b", "is not"),
    ast.IsNot: (rb"\bis\s+not\b", "is"),
}
_ARITHMETIC: Mapping[type[ast.operator], tuple[bytes, str]] = {
    ast.Add: (rb"\+", "-"),
    ast.Sub: (rb"-", "+"),
    ast.Mult: (rb"\*", "/"),
    ast.Div: (rb"/", "*"),
    ast.FloorDiv: (rb"//", "*"),
    ast.Mod: (rb"%", "*"),
    ast.Pow: (rb"\*\*", "*"),
    ast.LShift: (rb"<<", ">>"),
    ast.RShift: (rb">>", "<<"),
    ast.BitAnd: (rb"&", "|"),
    ast.BitOr: (rb"\|", "&"),
}
# Calls of which each argument is a condition that can be forgotten.
_CONDITIONS = frozenset({"where", "filter", "and_", "or_"})
_SWAPPED = {"min": "max", "max": "min", "asc": "desc", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Change:
    """Other text for one span of the source."""

    span: Span
    new: str
    kind: str


def changes_of(node: ast.AST, text: Text, alike: Mapping[str, list[str]]) -> Iterator[Change]:
    """The changes at one node, not those inside it.

    `alike` names, for each class, the constants of it that the module knows: an order of its own for swaps.
    """
    yield from _of_condition(node, text)
    match node:
        case ast.Compare():
            yield from _of_compare(node, text)
        case ast.BoolOp():
            yield from _of_bool(node, text)
        case ast.BinOp(left=left, op=op, right=right):
            yield from _operator(op, text, text.span(left)[1], text.span(right)[0])
            if isinstance(op, ast.BitAnd | ast.BitOr):
                yield Change(text.span(node), text.of(left), "operand")
                yield Change(text.span(node), text.of(right), "operand")
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            start = text.span(node)[0]
            sign = text.found(rb"not\s*|-\s*", start, text.span(operand)[0])
            if sign is not None:
                yield Change(sign, "", "not" if isinstance(node.op, ast.Not) else "sign")
        case ast.Constant(value=value):
            yield from _of_constant(node, value, text)
        case ast.JoinedStr():
            yield Change(text.span(node), '"mutated"', "string")
        case ast.Attribute(value=ast.Name(id=owner), attr=attr) if attr in alike.get(owner, ()):
            others = [one for one in alike[owner] if one != attr]
            if others:
                swapped = others[sorted(alike[owner]).index(attr) % len(others)]
                yield Change(text.span(node), f"{owner}.{swapped}", "member")
        case ast.Call():
            yield from _of_call(node, text)
        case ast.Dict(keys=keys, values=values):
            spans = [_entry(key, value, text) for key, value in zip(keys, values, strict=True)]
            for index in range(len(spans)):
                yield Change(without(spans, index, text.span(node)[1]), "", "entry")
        case ast.Return(value=ast.expr() as value) if not _is_no(value):
            yield Change(text.span(value), "None", "return")
        case ast.AugAssign(target=target, op=op, value=value):
            yield from _operator(op, text, text.span(target)[1], text.span(value)[0])
            yield Change(text.span(node), "pass", "statement")
        case ast.Expr(value=ast.Call() | ast.Await()):
            yield Change(text.span(node), "pass", "statement")
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield Change(text.span(node), "pass", "statement")
        case _:
            pass


def _of_condition(node: ast.AST, text: Text) -> Iterator[Change]:
    conditions: list[ast.expr] = []
    match node:
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            conditions = [test]
        case ast.comprehension(ifs=ifs):
            conditions = ifs
        case ast.match_case(guard=ast.expr() as guard):
            conditions = [guard]
        case _:
            return
    for condition in conditions:
        if not isinstance(condition, ast.Constant):
            yield Change(text.span(condition), "True", "condition")
            yield Change(text.span(condition), "False", "condition")


def _of_compare(node: ast.Compare, text: Text) -> Iterator[Change]:
    operands = [node.left, *node.comparators]
    for index, op in enumerate(node.ops):
        pattern, new = _COMPARISONS[type(op)]
        span = text.found(pattern, text.span(operands[index])[1], text.span(operands[index + 1])[0])
        if span is not None:
            yield Change(span, new, "comparison")


def _of_bool(node: ast.BoolOp, text: Text) -> Iterator[Change]:
    old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
    start, end = text.span(node)
    parts, last = [], start
    for one, other in zip(node.values, node.values[1:], strict=False):
        span = text.found(rb"\b%s\b" % old.encode(), text.span(one)[1], text.span(other)[0])
        if span is None:
            return
        parts.append(text.raw[last : span[0]].decode("utf-8"))
        last = span[1]
    parts.append(text.raw[last:end].decode("utf-8"))
    yield Change((start, end), new.join(parts), "boolean")
    for index in range(len(parts)):
        kept = [part.strip() for n, part in enumerate(parts) if n != index]
        whole = f" {old} ".join(kept)
        yield Change((start, end), f"({whole})" if "\n" in whole else whole, "operand")


def _operator(op: ast.operator, text: Text, start: int, end: int) -> Iterator[Change]:
    pattern, new = _ARITHMETIC.get(type(op), (b"", ""))
    span = text.found(pattern, start, end) if pattern else None
    if span is not None:
        yield Change(span, new, "arithmetic")


def _of_constant(node: ast.Constant, value: object, text: Text) -> Iterator[Change]:
    span = text.span(node)
    match value:
        case bool():
            yield Change(span, str(not value), "truth")
        case int() | float():
            yield Change(span, str(value + 1), "number")
        case str():
            yield Change(span, '"mutated"', "string")
        case bytes():
            yield Change(span, 'b"mutated"', "string")
        case _:
            pass


def _of_call(node: ast.Call, text: Text) -> Iterator[Change]:
    given: list[ast.expr | ast.keyword] = [*node.args, *node.keywords]
    given.sort(key=text.span)
    spans, end = [text.span(one) for one in given], text.span(node)[1]
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    for index, one in enumerate(given):
        if isinstance(one, ast.keyword):
            yield Change(without(spans, index, end), "", "keyword")
        elif name in _CONDITIONS:
            yield Change(without(spans, index, end), "", "operand")
    if name in _SWAPPED:
        stop = text.span(node.func)[1]
        yield Change((stop - len(name), stop), _SWAPPED[name], "swapped")
    if name == "desc" and isinstance(node.func, ast.Attribute):
        yield Change(text.span(node), text.of(node.func.value), "order")


def _entry(key: ast.expr | None, value: ast.expr, text: Text) -> Span:
    start, end = text.span(value)
    return (text.raw.rindex(b"**", 0, start) if key is None else text.span(key)[0], end)


def _is_no(value: ast.expr) -> bool:
    # Who asks whether something holds cannot tell False from None; that it holds is a change of its own.
    return isinstance(value, ast.Constant) and (value.value is None or value.value is False)
