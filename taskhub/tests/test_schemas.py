"""The OpenAPI documents: whole, public, and the ones that are committed."""

import json
from functools import partial

import pytest
import yaml
from django.core.management import call_command
from drf_spectacular.validation import validate_schema

from taskhub.rest.schema import Operation, generate
from taskhub.testing.race import race
from taskhub.urls import CONTRACTS

DOCUMENTED = {"zocket": 10, "taskora": 9, "tasktracker": 22, "totask": 21, "todo": 6}

every_contract = pytest.mark.parametrize("contract", CONTRACTS, ids=lambda each: each.name)


def operations(contract):
    paths = generate(contract)["paths"]
    return [each for path in paths.values() for each in path.values()]


def test_a_schema_has_exactly_the_documented_number_of_operations():
    counted = {contract.name: len(operations(contract)) for contract in CONTRACTS}
    assert {name: counted[name] for name in DOCUMENTED} == DOCUMENTED


@every_contract
def test_a_schema_is_valid_openapi(contract):
    validate_schema(json.loads(json.dumps(generate(contract))))


@every_contract
def test_every_operation_has_its_own_id_and_typed_answers(contract):
    ids = [each["operationId"] for each in operations(contract)]
    assert len(ids) == len(set(ids))
    for each in operations(contract):
        for status, answer in each["responses"].items():
            if status not in ("204", "304"):
                assert all("schema" in media for media in answer["content"].values()), each


@every_contract
def test_what_is_not_public_asks_for_a_bearer_token(contract):
    for route, view in contract.routes:
        for method in ("get", "post", "put", "patch", "delete"):
            handler = getattr(view, method, None)
            if handler is None or not Operation.of(handler).documented:
                continue
            documented = path_of(contract, route)[method]
            assert ("security" not in documented) == Operation.of(handler).public


def path_of(contract, route):
    return generate(contract)["paths"]["/" + route.replace("<str:", "{").replace(">", "}")]


def named(name):
    return next(each for each in CONTRACTS if each.name == name)


def inputs(contract):
    """Every parameter and every field of a body, by their names."""
    for each in operations(contract):
        for parameter in each.get("parameters", []):
            yield parameter["name"], parameter["schema"]
        for media in each.get("requestBody", {}).get("content", {}).values():
            component = media["schema"].get("$ref", "").rpartition("/")[2]
            shape = generate(contract)["components"]["schemas"].get(component, media["schema"])
            yield from shape.get("properties", {}).items()


@every_contract
def test_numbers_have_the_bounds_past_which_they_are_refused(contract):
    for name, schema in inputs(contract):
        if name == "limit":
            assert {"minimum", "maximum"} <= schema.keys()
        if name.endswith("_id") and schema["type"] == "integer":
            assert schema["minimum"] == 1, name


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("zocket", "title"),
        ("taskora", "title"),
        ("tasktracker", "title"),
        ("tasktracker", "text"),
        ("todo", "title"),
        ("totask", "boardId"),
        ("v2", "title"),
        ("v2", "name"),
    ],
)
def test_what_may_not_be_empty_says_so(name, field):
    schemas = dict(inputs(named(name)))
    assert schemas[field]["minLength"] == 1
    assert "minLength" not in schemas.get("description", {})


def test_a_list_of_zockets_tells_how_long_it_is():
    answers = generate(named("zocket"))["paths"]["/api/v1/tasks"]["get"]["responses"]
    assert {"X-Total-Count", "Link", "ETag"} <= answers["200"]["headers"].keys()
    assert answers["304"]["headers"].keys() == {"ETag"}


def test_the_committed_schemas_are_the_generated_ones():
    call_command("write_schemas", check=True)


@pytest.mark.django_db
@every_contract
def test_schema_and_docs_are_public(root, contract):
    base = f"/{contract.info.base}"
    as_json = root.get(f"{base}schema/")
    assert as_json.json()["servers"] == [{"url": base.rstrip("/")}]
    as_yaml = root.get(f"{base}schema/?format=yaml")
    assert yaml.safe_load(as_yaml.content) == as_json.json()
    page = root.get(f"{base}docs/")
    assert page.status_code == 200
    assert f'data-schema="{base}schema/"' in page.content.decode()


def test_those_who_ask_first_at_once_all_get_the_whole(db):
    whole = [generate(contract) for contract in CONTRACTS]
    for _ in range(3):
        generate.cache_clear()
        made = race(*[partial(generate, each) for each in CONTRACTS * 2])
        assert made == whole * 2
