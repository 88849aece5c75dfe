"""Ask /health, again and again, until stdin ends: ``python -m bench.health PORT``.

A process of its own: in that of an attack its threads would delay the clock too.
"""

import http.client
import json
import math
import sys
from threading import Event, Thread
from time import perf_counter, sleep

LIMIT_S, PAUSE_S = 90, 0.02


def main() -> int:
    """Print a line once /health has answered, and at the end the seconds of each answer."""
    port, over = int(sys.argv[1]), Event()
    seen = [_asked(port)]
    print("asking", flush=True)

    def wait() -> None:
        sys.stdin.read()
        over.set()

    Thread(target=wait).start()
    while not over.is_set():
        seen.append(_asked(port))
        sleep(PAUSE_S)
    print(json.dumps(seen))
    return 0


def _asked(port: int) -> float:
    """Return the seconds of one answer on a new connection; endless if there is none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT_S)
    start = perf_counter()
    try:
        connection.request("GET", "/health")
        response = connection.getresponse()
        response.read()
    except (OSError, http.client.HTTPException):
        return math.inf
    finally:
        connection.close()
    return perf_counter() - start if response.status == http.HTTPStatus.OK else math.inf


if __name__ == "__main__":
    sys.exit(main())
