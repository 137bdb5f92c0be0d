#!/usr/bin/env python3
"""bench/cost.py DATABASE_URL FILE… [--server http://127.0.0.1:8080]: what a node and a job cost the database.

Counts PostgreSQL's transactions and rows written over a minute in which nothing happens, and over each FILE from its
upload to its pin, by a running server that has nothing else to do. docs/scaling.md reckons with these numbers. Needs
Python 3.9 with psycopg."""
import argparse, json, pathlib, subprocess, time, urllib.request
import psycopg

args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
args.add_argument("database")
args.add_argument("files", nargs="+", type=pathlib.Path)
args.add_argument("--server", default="http://127.0.0.1:8080")
args = args.parse_args()
root = pathlib.Path(__file__).resolve().parent.parent

COUNTS = """SELECT xact_commit + xact_rollback, tup_inserted + tup_updated + tup_deleted,
    (SELECT count(*) FROM outbox) FROM pg_stat_database WHERE datname = current_database()"""


def counts(database):
    time.sleep(1.5)  # the statistics are told late
    database.execute("SELECT pg_stat_force_next_flush()")
    return database.execute(COUNTS).fetchone()


def since(before, database):
    return [now - then for now, then in zip(counts(database), before)]


with psycopg.connect(args.database, autocommit=True) as database:
    before, start = counts(database), time.monotonic()
    time.sleep(60)
    transactions, rows, _ = since(before, database)
    seconds = time.monotonic() - start
    idle = transactions / seconds
    print(f"idle: {idle:.1f} transactions and {rows / seconds:.1f} rows written a second")
    for file in args.files:
        before, start = counts(database), time.monotonic()
        command = [root / "vitascope", "ingest", file, "--server", args.server, "--json"]
        video = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        while video["ipfs"]["status"] not in ("pinned", "failed"):
            time.sleep(1)
            with urllib.request.urlopen(f"{args.server}/videos/{video['video_id']}") as answer:
                video = json.load(answer)
        transactions, rows, messages = since(before, database)
        seconds = time.monotonic() - start
        print(f"{file.name}: {seconds:.0f} s, {transactions - idle * seconds:.0f} transactions more than idle, "
              f"{rows} rows written, {messages} messages by the outbox, stages {video['timings']}")
