from __future__ import annotations

import pytest

from sulh.formats.geojson import geojson
from sulh.formats.graphml import graphml
from sulh.formats.hxl import hxl_xlsx
from sulh.formats.iati import iati
from sulh.formats.map_forms import TABLES, Form, TableForm, form_of
from sulh.formats.map_table import table_csv
from tests.formats import mapped
from tests.formats.test_iati import NOW, REPORTER

FILES: dict[Form, bytes] = {
    "iati": iati(mapped.CARDS, reporter=REPORTER, now=NOW).data,
    "graphml": graphml(mapped.ACTORS, mapped.TIES),
    "geojson": geojson(mapped.PLACES),
    "hxl": hxl_xlsx(mapped.CARDS),
}


@pytest.mark.parametrize("form", FILES)
def test_a_file_is_known_by_what_it_holds(form: Form) -> None:
    """What we write is known for what it is, whatever it is called."""
    assert form == form_of(FILES[form], "file.txt")


@pytest.mark.parametrize("form", TABLES)
def test_a_table_is_known_by_its_columns(form: TableForm) -> None:
    """An empty table of ours is told from the others by the names of its columns."""
    assert form == form_of(table_csv(TABLES[form], []), "file.txt")


def test_what_is_no_file_of_the_map() -> None:
    """A page, a table of something else and nothing at all have no form."""
    assert [None, None, None] == [form_of(data, "a.csv") for data in (b"<html></html>", b"shoe,size\nleft,7\n", b"")]
