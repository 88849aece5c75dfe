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

WHERE = "earlier of [assessment]"
LEFT_OUT = (
    "The earlier assessment is left out: its pack is for partners, and this one is for the public."
)


def tables(borough: Borough, account: Account) -> dict[str, pd.DataFrame]:
    """Return the tables ``earlier_assessment`` and ``earlier_theme``; none without such a pack.

    A public pack takes nothing from a pack for partners, and a notice says so.

    Raises:
        BadInput: the file is not a pack of this version, or of another borough.
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
        what = str(error).replace(str(borough.earlier), shown).partition(";")[0]
        refuse(borough.toml, f"{WHERE}: {what}", "Build it again from the files of its year")
    account.show(entries)
    account.show(themes)
    return {"earlier_assessment": entries, "earlier_theme": themes}


def _refuse_other_borough(borough: Borough, pack: Pack, shown: str) -> None:
    codes = sorted(pack.frame("pack/borough")["codes"].iloc[0])
    if codes != sorted(borough.codes):
        refuse(
            borough.toml,
            f"{WHERE}: {shown} is of {pack.domain.borough} ({', '.join(codes)}), and this pack of "
            f"{borough.name} ({', '.join(sorted(borough.codes))})",
            "Give an earlier pack of the same areas",
        )
    if pack.domain.demonstration != borough.demonstration:
        refuse(
            borough.toml,
            f"{WHERE}: of {shown} and this pack, one is a demonstration",
            "Give an earlier pack of the same kind",
        )


def refuse_out(borough: Borough, out: Path) -> None:
    """Refuse an earlier pack in the folder of the new one, where builds remove old packs."""
    if borough.earlier and borough.earlier.resolve().parent == out.resolve():
        refuse(
            borough.toml,
            f"{WHERE}: {borough.shown(borough.earlier)} is in the folder of the new pack, which "
            "removes old ones",
            "Copy it to another folder and name the copy",
        )


def check(borough: Borough, pack: Pack) -> None:
    """Check that the finished pack goes on after the earlier one.

    Raises:
        BadInput: it has no month after those of the earlier assessment, as if it were the same.
    """
    said = rows(queries.earlier_themes(pack), EarlierRow)
    if said and said[0].last_month >= Question.from_query("", pack.domain).last:
        refuse(
            borough.toml,
            f"{WHERE}: the new pack has no month after {said[0].last_month:%B %Y}, the last of the "
            "earlier assessment",
            "Give the pack of last year, not the same one",
        )
