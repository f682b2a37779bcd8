"""The page that says what each measure is."""

import importlib.util


def test_the_page_of_measures_is_what_the_catalogue_says(root):
    spec = importlib.util.spec_from_file_location("make_measures", root / "tools/make_measures.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)

    assert made.PAGE.read_text() == made.page(), "run: uv run python tools/make_measures.py"
