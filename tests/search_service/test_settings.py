"""Settings come from the command line, then the environment, then their defaults."""

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

import search_service
from corpus.errors import OperatorError
from search_service.cli import main
from search_service.settings import Settings, variable


def test_what_was_chosen_goes_before_the_environment_and_that_before_the_default() -> None:
    settings = Settings.read({"GONGBAO_PORT": "81", "GONGBAO_HOST": "::1", "GONGBAO_INDEX": ""}, port=82, host=None)
    assert (settings.port, settings.host, settings.index) == (82, "::1", Settings().index)


@pytest.mark.parametrize("text", ["0", "65536", "http", "1.5", " "])
def test_a_wrong_number_names_its_variable(text: str) -> None:
    with pytest.raises(OperatorError, match="GONGBAO_PORT"):
        Settings.read({"GONGBAO_PORT": text})


def test_every_setting_says_what_it_is() -> None:
    assert all(setting.metadata["help"] for setting in fields(Settings))


def test_the_default_corpus_is_the_one_in_the_package(gazettes_folder: object) -> None:
    assert Settings().corpus == str(gazettes_folder)


def test_nothing_is_read_from_the_environment_at_import() -> None:
    code = "import os; os.environ['GONGBAO_PORT'] = 'wrong'; import search_service, search_service.cli"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_docs_name_the_settings_that_are_no_option() -> None:
    options = {one.name for command in main.commands.values() for one in command.params}
    missing = {variable(one.name) for one in fields(Settings) if one.name not in options}
    text = (Path(search_service.__file__).parents[1] / "docs" / "operations.md").read_text("utf-8")
    said = text.partition("## Settings")[2].partition("<!--")[0]
    assert set(re.findall(r"GONGBAO_\w+", said)) == missing
