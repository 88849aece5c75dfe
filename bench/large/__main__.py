"""Build ``python -m bench.large ROWS`` street rows and serve them, for seventeen districts.

The real months of three forces are repeated. Prints the seconds of the build and of a bare load,
their ratio, peak memory and size, then the times of a server on that pack.
"""

import sys

from bench import report
from bench.large import builds

report.machine()
wanted = int(sys.argv[1])
report.large(builds.measure(wanted, builds.TIMES if wanted < builds.MANY else 1))
