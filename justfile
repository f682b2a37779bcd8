# Everyday commands. `just` alone lists them; `just run`, `just test`, `just check` are all that most days need.

set positional-arguments

[private]
default:
    @just --list --unsorted

# everything on this machine, with example cases
run *options:
    uv run concord run --example "$@"

# the tests, or those named: just test tests/intake
test *which:
    uv run pytest "$@"

# style, types and the import rules
check:
    uv run ruff check .
    uv run ruff format --check .
    uv run mypy
    uv run lint-imports --no-logo

# faults under load: processes killed, brokers wiped; longer by hand (just torture --seconds 600)
torture *options:
    uv run python tests/torture "$@"

# throughput, latency, replay speed, start time and memory, with this machine's own fsync rate
bench *options:
    uv run python benchmarks/run.py "$@"

# the JSON Schemas and the AsyncAPI document of what is told, written anew
contracts:
    uv run python tools/make_contracts.py

# the bank holidays that deadlines are counted with, written anew
calendar:
    uv run python tools/make_calendar.py

# the command-line reference, written anew; then the tests that hold the docs
docs:
    uv run python tools/make_command_line.py
    uv run python tools/make_measures.py
    uv run pytest tests/architecture
