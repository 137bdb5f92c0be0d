#!/usr/bin/env python3
"""bench/fuzz.py [--seconds 120] [--seed N] [--port 18085]: the HTTP API, fuzzed from its own OpenAPI file.

Schemathesis (from PyPI, in a virtual environment that is kept in the cache) asks ./vitascope up what the contract
allows and what it does not, call after call and in sequences. Exit code 1 if any answer is a 500, is not as the
contract has it, takes what it forbids, or if the log has an error in it. That something in the bounds of a schema is
refused is right: sizes, names and part numbers are judged by the stages, with codes of their own."""
import argparse, os, pathlib, secrets, subprocess, sys, venv

from program import Program

SCHEMATHESIS = "4.32.5"
JUDGED_BY_STAGES = "positive_data_acceptance"

args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
args.add_argument("--seconds", type=int, default=120)
args.add_argument("--seed", type=int, default=secrets.randbelow(1 << 30))
args.add_argument("--port", type=int, default=18085)
args = args.parse_args()

cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache"))
tools = cache / "vitascope" / f"schemathesis-{SCHEMATHESIS}"
if not (tools / "bin" / "schemathesis").exists():
    venv.create(tools, with_pip=True, clear=True)
    subprocess.run([tools / "bin" / "pip", "install", "-q", f"schemathesis=={SCHEMATHESIS}"], check=True)

# 414 and 431: what is asked for without regard for the contract may be too long to be looked at.
SETTINGS = "[checks.negative_data_rejection]\nexpected-statuses = ['4xx']\n"

with Program(args.port) as program:
    (program.folder / "schemathesis.toml").write_text(SETTINGS)
    command = [tools / "bin" / "schemathesis", "run", f"{program.server}/openapi.yaml", "--no-color"]
    command += ["--checks", "all", "--exclude-checks", JUDGED_BY_STAGES]
    command += ["--max-time", str(args.seconds), "--seed", str(args.seed), "--continue-on-failure"]
    done = subprocess.run(command, cwd=program.folder)
    errors = [line for line in program.log.read_text().splitlines() if " ERROR " in line]
print("\n".join(errors[:10]))
print(f"seed {args.seed}: {len(errors)} errors in the log, schemathesis ended with {done.returncode}")
sys.exit(1 if errors or done.returncode else 0)
