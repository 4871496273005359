"""Drawings of flows, and the steps that transcripts visit."""

import os
import shutil
from html import unescape

import pytest

from flows.coverage import coverage
from flows.flowset import FlowSet
from flows.graph import CannotDraw, dot, graph_of, mermaid, svg
from flows.transcripts import Transcript
from tests.project.services import REQUIRE


def test_every_step_and_way_is_drawn(guided: FlowSet) -> None:
    steps = {name: set(flow.steps) for name, flow in guided.flows.items()}
    graphs = {name: graph_of(guided, name, "ka") for name in steps}
    boxes = {name: {node.id for node in graph.nodes} for name, graph in graphs.items()}
    assert {name: steps[name] - boxes[name] for name in steps if not steps[name] <= boxes[name]} == {}
    ends = {name: {edge.target for edge in graph.edges} for name, graph in graphs.items()}
    assert {name: ends[name] - boxes[name] for name in steps if not ends[name] <= boxes[name]} == {}
    assert {name: graph.start for name, graph in graphs.items()} == {
        name: flow.start for name, flow in guided.flows.items()
    }
    assert {"youth", "crisis", "try_exercise", "check_in"} <= graphs.keys()


def test_boxes_and_arrows_carry_the_words(guided: FlowSet) -> None:
    graph = graph_of(guided, "try_exercise", "ru")
    assert next(node.text for node in graph.nodes if node.id == "breathe-2") == "Задержи дыхание."
    ways = {(edge.source, edge.target, edge.label) for edge in graph.edges}
    assert ("breathe-1", "left", "Хватит") in ways
    assert sum(label == "Хватит" for _, _, label in ways) == 1
    assert ("breathe-2", "breathe-3", "… 1m") in ways


def test_mermaid_text_escapes_what_it_would_misread(guided: FlowSet) -> None:
    drawn = mermaid(graph_of(guided, "check_in", "en"))
    assert drawn.startswith("flowchart TD\n")
    assert 's_thoughts -->|"Yes"| s_bring_in' in drawn
    assert 's_flow___crisis["<b>flow:crisis</b><br/>crisis"]' in drawn


def test_dot_text_names_each_box_for_the_page_that_lights_it_up(guided: FlowSet) -> None:
    drawn = dot(graph_of(guided, "check_in", "ka"))
    assert 'id="step-thoughts"' in drawn
    assert "კი" in drawn


def test_missing_program_is_said_clearly(guided: FlowSet) -> None:
    with pytest.raises(CannotDraw, match="no-such-program is not installed: install Graphviz"):
        svg(graph_of(guided, "check_in", "ka"), program="no-such-program")


# Where CI sets the flag, a missing program fails the test instead of skipping it.
@pytest.mark.skipif(
    shutil.which("dot") is None and not os.environ.get(REQUIRE), reason="Graphviz is not installed"
)
def test_svg_is_drawn_with_georgian_text(guided: FlowSet) -> None:
    drawn = svg(graph_of(guided, "check_in", "ka"))
    # Some versions of Graphviz write the hyphen as an entity.
    assert 'id="step-thoughts"' in unescape(drawn)
    assert "არა" in drawn


def test_coverage_names_the_steps_that_no_transcript_visits(flows: FlowSet) -> None:
    found = coverage(flows, [Transcript("language", "en", moves=("ka",))])
    missed = {step for flow, step in found.missed if flow == "language"}
    assert missed == {"unchanged", "quiet_end"}
    assert 0 < found.share < 1
    assert coverage(flows, []).share == 0
