"""Commands about amounts: dose, warnings, cost, evidence."""

from pathlib import Path
from typing import Annotated

import typer

from .options import Drugs, Out


def dose_command(
    drugs: Drugs,
    indication: Annotated[str, typer.Option("--indication", "-i", help="Only for this use.")] = "",
    route: Annotated[str, typer.Option(help="Only by this route, such as oral.")] = "",
    form: Annotated[str, typer.Option(help="Only this form, such as tablet or extended.")] = "",
    population: Annotated[str, typer.Option(help="adult, child or older.")] = "",
    check: Annotated[str, typer.Option("--check", help='A dose to judge, such as "25 mg tid".')] = "",
    age: Annotated[str, typer.Option(help="78, '6 months', '10 days'.")] = "",
    weight: Annotated[str, typer.Option(help="Body weight in kg.")] = "",
    egfr: Annotated[str, typer.Option(help="eGFR in mL/min/1.73 m2.")] = "",
    crcl: Annotated[str, typer.Option(help="Creatinine clearance in mL/min.")] = "",
    dialysis: Annotated[bool, typer.Option("--dialysis", help="On dialysis.")] = False,
    hepatic: Annotated[str, typer.Option(help="Liver impairment: mild, moderate or severe.")] = "",
    pregnant: Annotated[bool, typer.Option("--pregnant", help="Pregnant.")] = False,
    sex: Annotated[str, typer.Option(help="female or male.")] = "",
    taking: Annotated[list[str] | None, typer.Option(help="Another drug that is taken; repeatable.")] = None,
    *,
    out: Out,
) -> None:
    """Show dose ranges; with --check, judge a dose: exit code 1 unless it is within."""
    from ..dosing import Choice
    from ..patients import Patient, read_age, read_number
    from .options import one_of

    choice = Choice(
        indication=indication, route=route, form=form, regions=out.regions,
        population=one_of("--population", population, ("adult", "child", "older")),
    )  # fmt: skip
    patient = Patient(
        age=read_age(age) if age else None,
        weight=read_number("--weight", weight, ("kg",)) if weight else None,
        egfr=read_number("--egfr", egfr) if egfr else None,
        crcl=read_number("--crcl", crcl, ("ml/min",)) if crcl else None,
        hepatic=one_of("--hepatic", hepatic, ("mild", "moderate", "severe")),
        dialysis=True if dialysis else None, pregnant=True if pregnant else None,
        sex=one_of("--sex", sex, ("female", "male")), taking=tuple(taking or ()),
    )  # fmt: skip
    answer = out.asked.dose(*drugs, choice=choice, check=check, patient=patient)
    out.give(answer, no=answer.check is not None and answer.check.verdict != "within")


def warnings_command(
    drugs: Drugs,
    topic: Annotated[list[str] | None, typer.Option("--topic", "-t", help="Only this topic, such as boxed; repeatable.")] = None,
    *,
    out: Out,
) -> None:
    """Show warnings by topic, boxed warnings first; several drugs side by side."""
    out.give(out.asked.warnings(*drugs, topics=topic or (), regions=out.regions))


def evidence_command(drugs: Drugs, *, out: Out) -> None:
    """Show trials and reviews: design, size, comparator, result, limits; head-to-head first."""
    out.give(out.asked.evidence(*drugs, regions=out.regions))


def cost_command(
    items: Annotated[list[str], typer.Argument(help="Drugs, each with a price if you have one: baclofen=220/60x10mg.")],
    dose: Annotated[list[str] | None, typer.Option("--dose", "-d", help="baclofen=40mg/day; one for each drug.")] = None,
    prices: Annotated[Path | None, typer.Option("--prices", help="A CMS NADAC price file (CSV).")] = None,
    *,
    out: Out,
) -> None:
    """Work out what a dose costs a day and a month, from a price or a price file."""
    out.give(out.asked.cost(*items, doses=dose or (), prices=prices))
