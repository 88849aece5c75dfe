"""Keep in a new pack what the assessment of an earlier pack said."""

from contextlib import closing
from pathlib import Path

import pandas as pd

from data.assessment import earlier
from data.build.config import Borough
from data.build.errors import refuse
from data.build.load_log import Account
from data.model.assessment import EarlierRow
from data.model.question import Question
from data.model.rows import rows
from data.pack import queries
from data.pack.pack import NoPack, Pack

WHERE = "the key earlier in [assessment]"
LEFT_OUT = (
    "The earlier assessment is left out: its pack is for partners, and this one is for the public."
)


def tables(borough: Borough, account: Account) -> dict[str, pd.DataFrame]:
    """Return the tables ``earlier_assessment`` and ``earlier_theme``.

    There are none if the TOML names no earlier pack, or one for partners and this build is public,
    which a notice says.

    Raises:
        BadInput: the file cannot be opened, is damaged or has another schema version, its pack is
            of another borough, or only one of the two packs is a demonstration.
    """
    if borough.earlier is None:
        return {}
    shown = borough.shown(borough.earlier)
    try:
        with closing(Pack(borough.earlier)) as pack:
            pack.verify()
            _refuse_other_borough(borough, pack, shown)
            if account.audience == "public" and pack.audience != "public":
                account.notices.append(LEFT_OUT)
                return {}
            entries, themes = earlier.summary(pack)
    except NoPack as error:
        what = error.what.replace(str(borough.earlier), shown)
        refuse(borough.toml, f"{WHERE}: {what}", f"{error.do[0].upper()}{error.do[1:]}")
    account.show(entries)
    account.show(themes)
    return {"earlier_assessment": entries, "earlier_theme": themes}


def _refuse_other_borough(borough: Borough, pack: Pack, shown: str) -> None:
    codes = sorted(pack.frame("pack/borough")["codes"].iloc[0])
    if codes != sorted(borough.codes):
        refuse(
            borough.toml,
            f"{WHERE}: {shown} is of {pack.domain.borough} ({', '.join(codes)}), but this build of "
            f"{borough.name} ({', '.join(sorted(borough.codes))})",
            "Give an earlier pack of the same areas",
        )
    if pack.domain.demonstration != borough.demonstration:
        refuse(
            borough.toml,
            f"{WHERE}: of {shown} and the new pack, only one is a demonstration",
            "Give an earlier pack of the same kind",
        )


def refuse_out(borough: Borough, out: Path) -> None:
    """Refuse an earlier pack in the folder of the new one, where builds delete old packs."""
    if borough.earlier and borough.earlier.resolve().parent == out.resolve():
        refuse(
            borough.toml,
            f"{WHERE}: {borough.shown(borough.earlier)} is in the folder of the new pack, where "
            "builds delete old packs",
            "Copy it to another folder and give the path of the copy",
        )


def check(borough: Borough, pack: Pack) -> None:
    """Check that the finished pack has months after the last one of the earlier assessment.

    Raises:
        BadInput: it has none. The earlier pack may have been given twice.
    """
    said = rows(queries.earlier_themes(pack), EarlierRow)
    if said and said[0].last_month >= Question.from_query("", pack.domain).last:
        refuse(
            borough.toml,
            f"{WHERE}: the new pack has no month after {said[0].last_month:%B %Y}, the last of the "
            "earlier assessment",
            "Give an earlier pack, whose last month is before the last month of this one",
        )
