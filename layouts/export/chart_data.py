"""Data of native charts; their embedded workbooks store no text as a formula or a link."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import IO, Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, Workbook, XyWorkbookWriter
from pptx.util import lazyproperty

TEXT_ONLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


@contextmanager
def _open_worksheet(_writer: Any, file: IO[bytes]) -> Generator[tuple[Workbook, Any]]:
    with Workbook(file, TEXT_ONLY) as workbook:
        yield workbook, workbook.add_worksheet()


class _CategoryWriter(CategoryWorkbookWriter):
    _open_worksheet = _open_worksheet


class _XyWriter(XyWorkbookWriter):
    _open_worksheet = _open_worksheet


class CategoryData(CategoryChartData):
    """The data of a chart with series over categories."""

    _workbook_writer = lazyproperty(_CategoryWriter)


class XyData(XyChartData):
    """The data of a scatter chart."""

    _workbook_writer = lazyproperty(_XyWriter)
