"""Pictures of slides, as LibreOffice draws them."""

import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2

from dashboard.export_work import handout_at
from data.agendas import SavedView
from data.packs import Packs
from layouts.deck import deck
from tests.browser import find

NAMES = ("soffice", "libreoffice")
PACKAGE = "libreoffice-impress"
SECONDS = 240
SCALE = 1.5
SHOWN = ("/?type=asb", "/hotspots?type=asb", "/places/norreys-estate?type=asb", "/compare?type=asb",
         "/peers?type=burglary", "/requests", "/trends", "/trends?view=heat", "/trends?split=type",
         "/marac", "/activity", "/records", "/?type=burglary&measure=rate")  # fmt: skip


def office() -> str | None:
    """LibreOffice on the path, else from apt as root on Debian; nothing where neither can be."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found or not (find.DEBIAN.exists() and shutil.which("apt-get") and os.geteuid() == 0):
        return found
    print("No LibreOffice yet: installing Debian's with apt-get.", flush=True)
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    find._ran([*quiet, "update"], find.APT_SECONDS)
    find._ran([*quiet, "install", "-y", "--no-install-recommends", PACKAGE], find.APT_SECONDS)
    return next(filter(None, map(shutil.which, NAMES)), None)


def pictures(packs: Path, folder: Path) -> None:
    """Write the slides of some views as a .pptx and, if LibreOffice is there, a picture of each."""
    pack = Packs(packs).current()
    views = [SavedView(each, each) for each in SHOWN]
    content = deck((handout_at(pack, each) for each in views), pack.domain, agenda=views)
    pack.close()
    file = folder / "slides.pptx"
    file.write_bytes(content)
    program = office()
    if program is None:
        print(f"No pictures of slides: there is no LibreOffice to draw {file} with.")
        return
    home = f"-env:UserInstallation={(folder / 'office').resolve().as_uri()}"
    command = [program, home, "--headless", "--convert-to", "pdf", "--outdir", folder, file]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    shutil.rmtree(folder / "office", ignore_errors=True)
    with pypdfium2.PdfDocument(file.with_suffix(".pdf")) as document:
        for place, page in enumerate(document, 1):
            page.render(scale=SCALE).to_pil().save(folder / f"slide-{place:02}.png")
    print(f"{place} pictures of slides are in {folder}.")
