"""The papers' claims come in by the door that anybody's do: each of their files can be asked as a user's file."""

from pathlib import Path

import pytest

from proofs.claims import registry

ROOT = Path(__file__).parents[3]
FILES = [ROOT / f"{module.replace('.', '/')}.py" for module in registry.MODULES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_of_a_paper_is_a_file_of_claims_like_any_other(path: Path) -> None:
    papers = registry.claims()
    for name, claim in registry.claims((str(path),)).items():
        assert registry.file_of(name, (str(path),)) == str(path)
        assert [reading.name for reading in claim.readings] == [reading.name for reading in papers[name].readings]
