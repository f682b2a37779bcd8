"""From `concord run` to ready, and what it takes while nothing happens: seconds and megabytes."""

import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path

AIM_SECONDS, AIM_MEGABYTES = 5.0, 400.0
IDLE_SECONDS = 5.0


async def measure(folder: Path) -> dict[str, float]:
    data = folder / "start"
    begun = time.perf_counter()
    command = [str(Path(sys.executable).with_name("concord")), "run", "--data", str(data)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not (data / "concord.json").exists():
            if process.poll() is not None or time.perf_counter() - begun > 60:
                raise RuntimeError("concord run did not become ready")
            await asyncio.sleep(0.01)
        ready = time.perf_counter() - begun
        await asyncio.sleep(IDLE_SECONDS)
        broker = int((data / "broker" / "server.pid").read_text())
        own = json.loads((data / "concord.json").read_text())["pid"]
        used = {"services": megabytes(own), "broker": megabytes(broker)}
        before = cpu_seconds(own) + cpu_seconds(broker)
        await asyncio.sleep(IDLE_SECONDS)
        idle = (cpu_seconds(own) + cpu_seconds(broker) - before) / IDLE_SECONDS
        return {"ready": ready, "idle_cpu": idle * 100, **used}
    finally:
        process.terminate()
        process.wait(20)


def megabytes(pid: int) -> float:
    """Resident memory of a process."""
    found = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(found.split()[1]) / 1024


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100
