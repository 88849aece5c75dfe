"""Scan the pinned versions for known advisories, where the advisory database can be reached."""

import json
import subprocess
import sys

LOCKS = ("requirements.lock", "requirements-dev.lock")


def main() -> int:
    """Return 1 when an advisory is known for a pinned version; say what could not be scanned."""
    return max(scan(lock) for lock in LOCKS)


def scan(lock: str) -> int:
    """Scan one lock file."""
    command = ["pip_audit", "--disable-pip", "--require-hashes", "--format", "json", "-r", lock]
    done = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, check=False, timeout=600
    )
    try:
        found = json.loads(done.stdout)["dependencies"]
    except ValueError:
        reason = (done.stderr.strip() or "no answer").splitlines()[-1][:200]
        print(f"{lock}: skipped, the advisory database cannot be reached ({reason})")
        return 0
    skipped = [each["name"] for each in found if "skip_reason" in each]
    known = [(each["name"], vuln["id"]) for each in found for vuln in each.get("vulns", ())]
    print(f"{lock}: {len(found) - len(skipped)} scanned, {len(known)} advisories {known or ''}")
    if skipped:
        print(f"{lock}: {len(skipped)} skipped, the package index here does not list them")
    return int(bool(known))


if __name__ == "__main__":
    sys.exit(main())
