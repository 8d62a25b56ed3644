"""How much memory a server holds when nothing is asked of it."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from taskhub.testing.processes import ROOT, running


def resident_megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


@pytest.mark.processes
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_server_gives_back_what_password_hashing_took(tmp_path):
    """Idle under 150 MB, after sign-ups on all threads as well."""
    place = {"PORT": "0", "TASKHUB_DATA_DIR": str(tmp_path / "data")}
    embedded = {"DATABASE_URL": "", "REDIS_URL": "", "TASKHUB_ENV": "embedded"}
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=ROOT, env={**os.environ, **place, **embedded}, check=True)
    with running(["manage.py", "serve"], tmp_path, **embedded) as server:

        def sign_up(number: int) -> int:
            person = {"first_name": "A", "last_name": "B", "password": "correct-horse-9"}
            body = json.dumps({**person, "email": f"{number}@example.com"}).encode()
            response, _ = server.request(
                "POST", "/api/auth/signup", body, Content_Type="application/json"
            )
            return response.status

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(sign_up, range(16))) == {201}
        assert resident_megabytes(server.process.pid) < 150
