"""Other spellings of an address lead to it."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("other", "canonical"),
    [
        ("/documents/jingzhengbanfa-2024-4/", "/documents/jingzhengbanfa-2024-4"),
        ("/documents/JingZhengBanFa-2024-4", "/documents/jingzhengbanfa-2024-4"),
        ("/issues/BJ-2024-14/", "/issues/bj-2024-14"),
        ("/search/?q=%E9%85%92%E5%BA%97", "/search?q=%E9%85%92%E5%BA%97"),
        ("/?q=%E9%85%92%E5%BA%97&lang=en", "/search?q=%E9%85%92%E5%BA%97&lang=en"),
    ],
)
def test_another_spelling_leads_to_the_address(client: FlaskClient, other: str, canonical: str) -> None:
    answer = client.get(other)
    assert (answer.status_code, answer.headers["Location"]) == (308, canonical)


@pytest.mark.parametrize("path", ["/nothing/", "/Search", "/api/v1/documents/JINGZHENGBANFA-2024-4"])
def test_what_is_not_there_is_not_redirected(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_redirect_of_the_interface_is_open_to_scripts_of_any_site(client: FlaskClient) -> None:
    answer = client.get("/api/v1/resolve", query_string={"number": "京政办发〔2024〕4号"})
    assert answer.status_code == 303
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
