"""Files for CI systems against the schemas that SchemaStore and Kubernetes publish for them."""

import subprocess
import sys
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

ROOT = Path(__file__).parents[2]

FILES = [
    ("vendor.github-actions", "action.yml"),
    ("vendor.github-workflows", ".github/workflows/*.yml"),
    ("vendor.github-workflows", "examples/ci/github/*.yml"),
    ("vendor.gitlab-ci", "examples/ci/gitlab/*.yml"),
]

MANIFESTS = sorted(ROOT.glob("examples/ci/kubernetes/*.yaml"))

# The oldest that knows all fields, and the newest.
KUBERNETES = ["1.29", "latest"]


def check(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.mark.parametrize(("schema", "pattern"), FILES)
def test_has_the_form_of_its_schema(schema: str, pattern: str) -> None:
    files = sorted(ROOT.glob(pattern))
    assert files
    done = check(schema, *files)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "pattern", "before", "after"),
    [
        (*FILES[0], "using: composite", "using: compositt"),
        (*FILES[2], "runs-on: ubuntu-latest", "runs_on: ubuntu-latest"),
        (*FILES[3], "when: always", "when: allways"),
    ],
)
def test_a_wrong_one_is_found(
    schema: str, pattern: str, before: str, after: str, tmp_path: Path
) -> None:
    text = next(ROOT.glob(pattern)).read_text()
    assert before in text
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(text.replace(before, after, 1))
    assert check(schema, wrong).returncode == 1


@pytest.mark.parametrize("version", KUBERNETES)
@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.name)
def test_is_what_kubernetes_takes(manifest: Path, version: str) -> None:
    documents = list(yaml.safe_load_all(manifest.read_text()))
    assert [one["kind"] for one in documents] == ["PersistentVolumeClaim", "Job", "Job"]
    for document in documents:
        kubernetes_validate.validate(document, number(version), strict=True)


@pytest.mark.parametrize("version", KUBERNETES)
def test_a_field_that_kubernetes_does_not_know_is_found(version: str) -> None:
    job = list(yaml.safe_load_all(MANIFESTS[0].read_text()))[1]
    job["spec"]["completionsMode"] = "Indexed"
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(job, number(version), strict=True)


def number(version: str) -> str:
    return kubernetes_validate.latest_version() if version == "latest" else version
