"""
The Qdrant engine (qdrant-edge) behind a REST layer of our own, for tests only: not a Qdrant server.

Run as `server.py --port PORT --storage FOLDER`. Requests are handled one after the other, on one thread.
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from qdrant_edge import UpdateOperation
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

import groups
import older_searches
import searches
import updates
from collection import Collection, read_schema
from reading import Members, text
from refusals import MalformedBody, NotInThisLayer, Refusal, WrongInput
from store import Store

TITLE = "qdrant-edge 0.8.0 behind the REST layer of LB Rerank's tests (not a Qdrant server)"
# The client compares it with its own; qdrant-edge-py 0.8.0 is of this generation.
VERSION = "1.19.0"
COLLECTION = "/collections/{name}"
POINTS = f"{COLLECTION}/points"

Handler = Callable[[Store, Request, Any], Any]


def answering(handle: Handler) -> Callable[[Request], Any]:
    """Wraps a result, or what went wrong, as Qdrant does."""

    async def endpoint(request: Request) -> Response:
        started = time.perf_counter()
        status, content = 200, {}
        try:
            body = await read_body(request)
            content = {"result": handle(request.app.state.store, request, body), "status": "ok"}
        except Refusal as refusal:
            status, content = refusal.status, {"status": {"error": refusal.reason}}
        except Exception as error:
            # The engine has one kind of exception, and raises it for what a caller got wrong.
            wrong = WrongInput(str(error))
            status, content = wrong.status, {"status": {"error": wrong.reason}}
        return JSONResponse({**content, "time": time.perf_counter() - started}, status)

    return endpoint


async def read_body(request: Request) -> Any:
    raw = await request.body()
    if not raw:
        return {}
    try:
        return json.loads(raw, parse_constant=lambda name: (_ for _ in ()).throw(ValueError(name)))
    except ValueError as error:
        raise MalformedBody(str(error)) from error


def of_collection(handle: Callable[[Collection, Any, Store], Any]) -> Callable[[Request], Any]:
    return answering(lambda store, request, body: handle(store.find(request.path_params["name"]), body, store))


def changing(read: Callable[[Any], UpdateOperation | list[UpdateOperation]]) -> Callable[[Request], Any]:
    def handle(store: Store, request: Request, body: Any) -> Any:
        collection = store.find(request.path_params["name"])
        operations = read(body)
        # All is done at once here; the word only follows what the caller asked to wait for.
        status = "completed" if request.query_params.get("wait") == "true" else "acknowledged"
        if isinstance(operations, list):
            return [{"operation_id": collection.update(operation), "status": status} for operation in operations]
        return {"operation_id": collection.update(operations), "status": status}

    return answering(handle)


def create_index(body: Any) -> UpdateOperation:
    members = Members(body, "index")
    name = members.require("field_name", text)
    schema = members.require("field_schema", read_schema)
    members.finish()
    return UpdateOperation.create_field_index(name, schema)


def delete_index(store: Store, request: Request, _body: Any) -> dict[str, Any]:
    collection = store.find(request.path_params["name"])
    operation = collection.update(UpdateOperation.delete_field_index(request.path_params["field"]))
    return {"operation_id": operation, "status": "completed"}


def create_collection(store: Store, request: Request, body: Any) -> bool:
    store.create(request.path_params["name"], body)
    return True


def not_implemented(_store: Store, request: Request, _body: Any) -> Any:
    raise NotInThisLayer(f"{request.method} {request.url.path}")


async def greet(_request: Request) -> Response:
    return JSONResponse({"title": TITLE, "version": VERSION})


async def report_health(_request: Request) -> Response:
    return PlainTextResponse("healthz check passed")


def list_collections(store: Store, _request: Request, _body: Any) -> dict[str, Any]:
    return {"collections": [{"name": name} for name in store.names]}


ROUTES = [
    Route("/", greet, methods=["GET"]),
    *[Route(path, report_health, methods=["GET"]) for path in ("/healthz", "/livez", "/readyz")],
    Route("/collections", answering(list_collections), methods=["GET"]),
    Route(COLLECTION, answering(create_collection), methods=["PUT"]),
    Route(COLLECTION, of_collection(lambda collection, _body, _store: collection.describe()), methods=["GET"]),
    Route(COLLECTION, answering(lambda store, request, _: store.drop(request.path_params["name"])), methods=["DELETE"]),
    Route(
        f"{COLLECTION}/exists",
        answering(lambda store, request, _: {"exists": request.path_params["name"] in store.names}),
        methods=["GET"],
    ),
    Route(f"{COLLECTION}/index", changing(create_index), methods=["PUT"]),
    Route(f"{COLLECTION}/index/{{field:path}}", answering(delete_index), methods=["DELETE"]),
    Route(POINTS, changing(updates.upsert), methods=["PUT"]),
    Route(POINTS, of_collection(searches.retrieve), methods=["POST"]),
    Route(f"{POINTS}/delete", changing(updates.delete), methods=["POST"]),
    Route(f"{POINTS}/payload", changing(updates.set_payload), methods=["POST"]),
    Route(f"{POINTS}/payload", changing(updates.overwrite_payload), methods=["PUT"]),
    Route(f"{POINTS}/payload/delete", changing(updates.delete_payload), methods=["POST"]),
    Route(f"{POINTS}/payload/clear", changing(updates.clear_payload), methods=["POST"]),
    Route(f"{POINTS}/vectors", changing(updates.update_vectors), methods=["PUT"]),
    Route(f"{POINTS}/vectors/delete", changing(updates.delete_vectors), methods=["POST"]),
    Route(f"{POINTS}/batch", changing(updates.batch), methods=["POST"]),
    Route(f"{POINTS}/scroll", of_collection(searches.scroll), methods=["POST"]),
    Route(f"{POINTS}/count", of_collection(searches.count), methods=["POST"]),
    Route(f"{COLLECTION}/facet", of_collection(searches.facet), methods=["POST"]),
    Route(f"{POINTS}/query", of_collection(searches.query), methods=["POST"]),
    Route(f"{POINTS}/query/batch", of_collection(searches.query_batch), methods=["POST"]),
    Route(f"{POINTS}/query/groups", of_collection(groups.query_groups), methods=["POST"]),
    *[
        Route(f"{POINTS}/{path}", of_collection(answer), methods=["POST"])
        for path, answer in older_searches.ANSWERS.items()
    ],
    Route(
        f"{POINTS}/{{id}}",
        answering(
            lambda store, request, _: searches.retrieve_one(
                store.find(request.path_params["name"]), request.path_params["id"]
            )
        ),
        methods=["GET"],
    ),
    Route("/{path:path}", answering(not_implemented), methods=["GET", "PUT", "POST", "PATCH", "DELETE"]),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--storage", type=Path, required=True)
    options = parser.parse_args()
    app = Starlette(routes=ROUTES)
    app.state.store = Store(options.storage)
    # A test may be busy for a while, and finds its connection closed otherwise.
    uvicorn.run(app, host="127.0.0.1", port=options.port, log_level="warning", timeout_keep_alive=60)


if __name__ == "__main__":
    main()
