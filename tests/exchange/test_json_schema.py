"""The schema of what is taken out: it tells every field, and what is taken out keeps to it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from mhhs_desk.desk import Desk


def test_the_schema_tells_every_field_and_what_is_taken_out_keeps_to_it(sample: Desk, tmp_path: Path) -> None:
    sample.export(tmp_path / "all.json")
    schema, told = sample.schema(), json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    check = jsonschema.Draft202012Validator(schema)
    check.check_schema(schema)
    assert list(check.iter_errors(told)) == []
    told["records"]["feedback"][0]["consent"] = "perhaps"
    assert [list(error.path)[:2] for error in check.iter_errors(told)] == [["records", "feedback"]]
    assert schema["$defs"]["Feedback"]["description"].startswith("One answer.")
