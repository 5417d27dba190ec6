"""The files of deploy/ agree with one another and with the program; no container can be started here."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from index.engines.opensearch.access import ClusterAddress, Environment
from search_service.cli import main
from search_service.settings import Settings, variable

DEPLOY = Path(__file__).parents[1] / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
NODES = {name for name in SERVICES if name.startswith("opensearch-")}
OURS = {name for name, service in SERVICES.items() if service["image"] == "gongbao"}
#: What whoever deploys makes; docs/cluster.md says how.
MADE = ("./certificates", "./opensearch/internal_users.yml")


def test_there_are_three_nodes_two_services_a_proxy_and_a_job() -> None:
    assert len(NODES) == 3
    assert {"service-1", "service-2", "rebuild", "proxy"} | NODES == set(SERVICES)
    assert SERVICES["rebuild"]["profiles"] == ["rebuild"]


def test_the_index_is_asked_of_every_node_and_encrypted() -> None:
    for name in OURS:
        address = ClusterAddress.of(SERVICES[name]["environment"]["GONGBAO_INDEX"])
        assert address.secure
        assert {host for host, _ in address.hosts} == NODES


def test_a_node_tells_the_others_the_name_that_its_certificate_has() -> None:
    for name in NODES:
        environment = SERVICES[name]["environment"]
        assert {environment["node.name"], environment["network.publish_host"], SERVICES[name]["hostname"]} == {name}


def test_every_variable_is_one_that_the_program_reads() -> None:
    known = {variable(one.name) for one in (*fields(Settings), *fields(Environment))}
    for name in OURS:
        assert set(SERVICES[name]["environment"]) <= known
    for line in (DEPLOY / "gongbao.env").read_text("utf-8").splitlines():
        assert line.partition("=")[0] in known


def test_no_password_stands_in_a_file() -> None:
    for name in OURS:
        assert SERVICES[name]["environment"]["GONGBAO_OPENSEARCH_PASSWORD"].startswith("${")
    users = yaml.safe_load((DEPLOY / "opensearch" / "internal_users.example.yml").read_text("utf-8"))
    assert {user["hash"] for name, user in users.items() if name != "_meta"} == {"HASH"}


def test_every_user_has_a_role_that_is_there() -> None:
    read = {
        name: yaml.safe_load((DEPLOY / "opensearch" / f"{name}.yml").read_text("utf-8"))
        for name in ("roles", "roles_mapping", "internal_users.example")
    }
    ours = {name: one["users"][0] for name, one in read["roles_mapping"].items() if "users" in one}
    assert ours.keys() == read["roles"].keys() - {"_meta"}
    assert set(ours.values()) <= read["internal_users.example"].keys()
    assert {SERVICES[name]["environment"]["GONGBAO_OPENSEARCH_USER"] for name in OURS} == set(ours.values())


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_is_pinned_and_watched_and_its_files_are_there(name: str) -> None:
    service = SERVICES[name]
    assert name in OURS or re.fullmatch(r"[a-z/]+:\d+\.[\w.-]+", service["image"])
    assert "healthcheck" in service or "HEALTHCHECK" in (DEPLOY / "Dockerfile").read_text("utf-8")
    for volume in service["volumes"]:
        source = volume.partition(":")[0]
        if source.startswith("./") and not source.startswith(MADE):
            assert (DEPLOY / source).exists(), source
        elif not source.startswith((".", "$")):
            assert source in COMPOSE["volumes"]


def test_the_proxy_knows_the_services_and_is_believed_by_them() -> None:
    upstream = (DEPLOY / "compose.nginx.conf").read_text("utf-8")
    services = OURS - {"rebuild"}
    assert set(re.findall(r"server ([\w-]+):8000", upstream)) == services
    address = SERVICES["proxy"]["networks"]["web"]["ipv4_address"]
    assert {SERVICES[name]["environment"]["GONGBAO_PROXY"] for name in services} == {address}


def test_the_job_is_a_command_of_the_program() -> None:
    program, command, *arguments = SERVICES["rebuild"]["command"]
    assert program == "gongbao"
    main.commands[command].make_context(command, arguments)
