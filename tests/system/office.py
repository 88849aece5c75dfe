"""Documents as LibreOffice draws them."""

import shutil
import subprocess
from pathlib import Path

from pypdf import PdfReader

NAMES = ("soffice", "libreoffice")
SECONDS = 240


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


def pages(office: str, file: Path) -> list[str]:
    """The words of each page that LibreOffice draws of a file, with single blanks."""
    reader = PdfReader(pdf(office, file))
    return [" ".join(page.extract_text().split()) for page in reader.pages]
