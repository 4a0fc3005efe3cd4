"""Loads pages of conversations into DuckDB by dlt: a resource that yields the records of each page, and a pipeline that runs it."""

import json
import sys

import dlt

folder, *files = sys.argv[1:]


@dlt.resource(name="conversations", write_disposition="append")
def conversations():
    for file in files:
        with open(file, encoding="utf-8") as page:
            yield json.load(page)["conversations"]


pipeline = dlt.pipeline(
    pipeline_name="bench",
    pipelines_dir=f"{folder}/pipelines",
    destination=dlt.destinations.duckdb(f"{folder}/conversations.duckdb"),
    dataset_name="raw",
)
pipeline.run(conversations())
