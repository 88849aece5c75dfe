"""Documents as LibreOffice draws them."""

import shutil
import subprocess
from pathlib import Path

from PIL import Image
from pypdf import PdfReader

NAMES = ("soffice", "libreoffice")
SECONDS = 240
PAPER = 250  # greys from here to 255 are blank


def program() -> str | None:
    """The path of LibreOffice, if it is installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def pdf(office: str, file: Path) -> Path:
    """The PDF that LibreOffice makes of a file, beside it."""
    home = file.parent / "office"
    command = [office, f"-env:UserInstallation={home.resolve().as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    shutil.rmtree(home, ignore_errors=True)
    return file.with_suffix(".pdf")


def filled(file: Path, foot: float) -> list[float]:
    """How far down each page of a drawn PDF goes, from 0 to 1; ``foot`` is the share of a footer.

    The pictures of the pages are drawn beside it by pdftoppm.
    """
    subprocess.run(["pdftoppm", "-r", "20", "-gray", str(file), str(file.with_suffix(""))],
                   check=True, timeout=SECONDS)  # fmt: skip
    shares = []
    for each in sorted(file.parent.glob(f"{file.stem}-*.pgm")):
        with Image.open(each) as picture:
            body = picture.crop((0, 0, picture.width, int(picture.height * (1 - foot))))
            ink = body.point(lambda value: 255 * (value < PAPER)).getbbox()
            shares.append(ink[3] / body.height if ink else 0.0)
    return shares


def pages(office: str, file: Path) -> list[str]:
    """The words of each page that LibreOffice draws of a file, with single blanks."""
    reader = PdfReader(pdf(office, file))
    return [" ".join(page.extract_text().split()) for page in reader.pages]
