"""Pictures of slides, where LibreOffice is installed to draw them."""

from pathlib import Path

import pypdfium2

from dashboard.exports.export_work import export_at
from data.model.meetings.agendas import SavedView
from data.pack.packs import Packs
from layouts.export.deck import deck
from tests.system import office

SCALE = 1.5
SHOWN = ("/?type=asb", "/hotspots?type=asb", "/places/norreys-estate?type=asb", "/compare?type=asb",
         "/peers?type=burglary", "/requests", "/trends", "/trends?view=heat", "/trends?split=type",
         "/outcomes", "/marac", "/activity", "/records",
         "/?type=burglary&measure=rate")  # fmt: skip


def pictures(packs: Path, folder: Path) -> None:
    """Write the slides of some views as a .pptx, and a picture of each."""
    pack = Packs(packs).current()
    views = [SavedView(each, each) for each in SHOWN]
    content = deck((export_at(pack, each) for each in views), pack.domain, agenda=views)
    pack.close()
    file = folder / "slides.pptx"
    file.write_bytes(content)
    program = office.program()
    if program is None:
        print(f"No pictures of slides: there is no LibreOffice to draw {file} with.")
        return
    with pypdfium2.PdfDocument(office.pdf(program, file)) as document:
        for number, page in enumerate(document, 1):
            page.render(scale=SCALE).to_pil().save(folder / f"slide-{number:02}.png")
    print(f"{number} pictures of slides are in {folder}.")
