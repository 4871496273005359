"""Which tests may pass with nothing checked: all that they check stands in a loop or behind an `if`.

A loop over what a fault has emptied fails nothing; one over what is written in the test itself always runs.
What is certain to run is read from the source alone.
"""

import ast
from collections.abc import Iterable, Iterator

# Of pytest and Playwright: each fails by itself.
CHECKS = frozenset({"raises", "warns", "fail", "expect"})
# How a helper is called that checks: `is_problem(answer, 401)`.
SAYS_THAT_IT_CHECKS = ("assert_", "check_", "is_")

# What these give is empty only where what they are given is.
KEEPS = frozenset({"enumerate", "items", "keys", "product", "reversed", "sorted", "values", "zip"})

Function = ast.FunctionDef | ast.AsyncFunctionDef
# Run for each thing there is, or by whoever calls them.
MAYBE_NEVER = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Lambda, *Function.__args__)


def functions(source: str) -> Iterator[Function]:
    """Every function and method of a module."""
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, Function))


def checking_helpers(sources: Iterable[str]) -> frozenset[str]:
    """The helpers of the tests that say by their name that they check, and are certain to."""
    return CHECKS | {
        helper.name
        for source in sources
        for helper in functions(source)
        if helper.name.startswith(SAYS_THAT_IT_CHECKS) and is_certain(helper.body, CHECKS)
    }


def uncertain_tests(source: str, checks: frozenset[str] = CHECKS) -> list[str]:
    """The tests of a module that check something, but nothing for certain."""
    of_module = written_out(ast.parse(source).body)
    return [
        test.name
        for test in functions(source)
        if test.name.startswith("test_")
        and any(isinstance(node, ast.Assert) or is_call_of(node, checks) for node in ast.walk(test))
        and not is_certain(test.body, checks | stories(test, checks), of_module | written_out(ast.walk(test)))
    ]


def stories(test: Function, checks: frozenset[str]) -> frozenset[str]:
    """The functions inside a test that check for certain once they are called."""
    inner = (node for node in ast.walk(test) if isinstance(node, Function) and node is not test)
    return frozenset(each.name for each in inner if is_certain(each.body, checks))


def written_out(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """The names that stand for a list or a table written out here, with something in it."""
    return frozenset(
        target.id
        for node in nodes
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value and is_filled(node.value, frozenset())
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    )


def is_filled(node: ast.expr, written: frozenset[str]) -> bool:
    """Whether this is written out with something in it, or made of what is."""
    match node:
        case ast.Tuple(elts=[first, *_]) | ast.List(elts=[first, *_]) | ast.Set(elts=[first, *_]):
            return not isinstance(first, ast.Starred)
        case ast.Dict(keys=[first, *_]):
            return first is not None
        case ast.Name(id=name):
            is_class = (
                name[:1].isupper() and not name.isupper()
            )  # of an enumeration, whose members are written out
            return name in written or is_class
        case ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=int(count))]):
            return count > 0
        case ast.Call(func=ast.Name(id=name), args=[_, *_]) if name in KEEPS:
            return all(is_filled(each, written) for each in node.args)
        case ast.Call(func=ast.Attribute(value=held, attr=name)) if name in KEEPS:
            return is_filled(held, written)
    return False


def is_certain(
    nodes: Iterable[ast.AST], checks: frozenset[str], written: frozenset[str] = frozenset()
) -> bool:
    """Whether something is checked whenever these are run to their end."""
    return any(_is_certain(node, checks, written) for node in nodes)


def _is_certain(node: ast.AST, checks: frozenset[str], written: frozenset[str]) -> bool:
    match node:
        case ast.Assert():
            return not holds_of_nothing(node.test)
        case ast.Call() if is_call_of(node, checks):
            return True
        case ast.For() | ast.AsyncFor():
            runs = is_filled(node.iter, written) and is_certain(node.body, checks, written)
            return runs or is_certain([node.iter], checks, written)
        case ast.While() | ast.Match():
            return False
        case ast.If():
            return is_certain(node.body, checks, written) and is_certain(node.orelse, checks, written)
        case ast.IfExp():
            return is_certain([node.body], checks, written) and is_certain([node.orelse], checks, written)
        case ast.Try():
            return is_certain([*node.body, *node.finalbody], checks, written)
        case ast.With() if any(is_call_of(item.context_expr, {"suppress"}) for item in node.items):
            return False
    return not isinstance(node, MAYBE_NEVER) and is_certain(ast.iter_child_nodes(node), checks, written)


def is_call_of(node: ast.AST, names: Iterable[str]) -> bool:
    """Whether this calls a function or method of one of these names, or one of numpy's `assert_…`."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in names or name.startswith("assert_")


def holds_of_nothing(test: ast.expr) -> bool:
    """Whether this is `all(… for …)` or `not any(… for …)`, which is true of an empty list."""
    name = "all"
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        name, test = "any", test.operand
    return is_call_of(test, {name}) and any(isinstance(each, MAYBE_NEVER) for each in ast.walk(test))
