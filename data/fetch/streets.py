"""Fetch OS Open Roads, which covers Great Britain, and keep the part around the borough."""

import shutil
import zipfile
from pathlib import Path

import geopandas as gpd
import pyogrio

from data.fetch.client import RESUME, Part
from data.fetch.errors import Gone, NotFetched
from data.fetch.job import Job
from geo import areas, crs

FILE = "streets/open-roads.gpkg"
MARGIN_M = 2000
UNPACKED = 4  # times the size of the zip archive, with room to spare
GB = 1_000_000_000
SIGNATURE = "-22"  # the last bytes of a zip archive: enough to know its size


def fetch(job: Job, wards: str) -> None:
    """Fetch the roads in a box 2 km around the wards, unless the file of roads is whole.

    ``wards`` is the path of the wards in the folder. The archive (about half a gigabyte) is fetched
    whole, continued after a break, and removed.

    Raises:
        NotFetched: it cannot be reached or is damaged, or the disk has too little room.
    """
    if job.ledger.is_whole(FILE):
        return
    end = _end(job)
    size = end.total
    job.planned.append(("OS Open Roads of Great Britain; the part near the borough is kept", size))
    if job.dry:
        return
    _refuse_full_disk(job.ledger.folder, size * (1 + UNPACKED))
    parts = job.ledger.parts
    packed, whole, near = (parts / f"roads.{each}" for each in ("zip", "gpkg", "near.gpkg"))
    with job.track("OS Open Roads", size):
        job.client.save(end.address, packed, 0, size, end.etag)
    try:
        _unpack(packed, whole)
        box = areas.box_around(gpd.read_file(job.ledger.path(wards)), MARGIN_M)
        _cut(whole, near, box, job.catalogue.text("streets", "layer"))
    except (zipfile.BadZipFile, RuntimeError, ValueError) as error:
        packed.unlink()
        raise NotFetched(f"{end.address} is damaged ({error}). {RESUME}") from None
    finally:
        whole.unlink(missing_ok=True)
    target = job.ledger.path(FILE)
    target.parent.mkdir(parents=True, exist_ok=True)
    near.replace(target)
    packed.unlink()
    job.ledger.record(FILE, job.catalogue.texts("streets", "archives")[0], version=_version(job))
    job.fetched += 1


def _end(job: Job) -> Part:
    """Return the last bytes of the archive, with its size, from an address with range requests.

    Raises:
        NotFetched: no address of the catalogue has it, or it cannot be reached.
    """
    gone = NotFetched("catalogue.toml names no address of OS Open Roads")
    for address in job.catalogue.texts("streets", "archives"):
        try:
            return job.client.part(address, SIGNATURE)
        except Gone as error:
            gone = error
    raise gone


def _version(job: Job) -> str:
    """Return the release of the roads, such as 2026-04; the last police month if unknown."""
    try:
        return str(job.client.json(job.catalogue.text("streets", "about"))["version"])
    except (NotFetched, KeyError, TypeError):
        return str(job.ledger.facts["last"])


def _refuse_full_disk(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NotFetched(
            f"OS Open Roads needs {needed / GB:.1f} GB in {folder} while it is read, and "
            f"{free / GB:.1f} are free. Make room, or leave out --streets"
        )


def _unpack(packed: Path, whole: Path) -> None:
    """Unpack the only GeoPackage of an archive.

    Raises:
        zipfile.BadZipFile: the archive is damaged.
        ValueError: it has no GeoPackage or more than one.
    """
    with zipfile.ZipFile(packed) as archive:
        names = [each for each in archive.namelist() if each.lower().endswith(".gpkg")]
        if len(names) != 1:
            raise ValueError(f"it has {len(names)} GeoPackages")
        with archive.open(names[0]) as source, whole.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)


def _cut(whole: Path, near: Path, box: areas.Box, layer: str) -> None:
    """Write the features of a layer whose bounds meet a box (in degrees) to the file ``near``."""
    system = pyogrio.read_info(whole, layer=layer)["crs"]
    corners = gpd.GeoSeries.from_xy(
        [box["west"], box["east"]], [box["south"], box["north"]], crs=crs.DEGREES
    )
    bounds = tuple(corners.to_crs(system).total_bounds)
    pyogrio.write_dataframe(pyogrio.read_dataframe(whole, layer=layer, bbox=bounds), near)
