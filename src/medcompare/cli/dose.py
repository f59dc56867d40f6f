"""Commands about amounts: dose, warnings, cost, evidence."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError
from .options import Drugs, Out, RegionalOut


def dose_command(
    drugs: Drugs,
    indication: Annotated[str, typer.Option("--indication", "-i", help="Only for this use.")] = "",
    route: Annotated[str, typer.Option(help="Only by this route, such as oral.")] = "",
    form: Annotated[str, typer.Option(help="Only this form, such as tablet or extended.")] = "",
    population: Annotated[str, typer.Option(help="adult, child or older.")] = "",
    check: Annotated[str | None, typer.Option("--check", help='A dose to judge, such as "25 mg tid".')] = None,
    age: Annotated[str | None, typer.Option(help="78, '6 months', '10 days'.")] = None,
    weight: Annotated[str | None, typer.Option(help="Body weight in kg.")] = None,
    egfr: Annotated[str | None, typer.Option(help="eGFR in mL/min/1.73 m2.")] = None,
    crcl: Annotated[str | None, typer.Option(help="Creatinine clearance in mL/min.")] = None,
    dialysis: Annotated[bool, typer.Option("--dialysis", help="On dialysis.")] = False,
    hepatic: Annotated[str | None, typer.Option(help="Liver impairment: mild, moderate or severe.")] = None,
    pregnant: Annotated[bool, typer.Option("--pregnant", help="Pregnant.")] = False,
    sex: Annotated[str | None, typer.Option(help="female or male.")] = None,
    taking: Annotated[list[str] | None, typer.Option(help="Another drug that is taken; repeatable.")] = None,
    *,
    out: RegionalOut,
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
        age=None if age is None else read_age(age),
        weight=None if weight is None else read_number("--weight", weight, ("kg",), least=Decimal("0.1"), most=Decimal(700)),
        egfr=None if egfr is None else read_number("--egfr", egfr, most=Decimal(300)),
        crcl=None if crcl is None else read_number("--crcl", crcl, ("ml/min",), most=Decimal(300)),
        hepatic="" if hepatic is None else one_of("--hepatic", hepatic or " ", ("mild", "moderate", "severe")),
        dialysis=True if dialysis else None, pregnant=True if pregnant else None,
        sex="" if sex is None else one_of("--sex", sex or " ", ("female", "male")), taking=tuple(taking or ()),
    )  # fmt: skip
    if check is None and patient != Patient():
        raise UsageError("a patient's data are held against a dose; add one, such as --check '10 mg tid'")
    if check is not None and not check.strip():
        raise UsageError("--check '': the dose is empty; write it like '25 mg three times a day'")
    answer = out.asked.dose(*drugs, choice=choice, check=check or "", patient=patient)
    out.give(answer, no=answer.check is not None and answer.check.verdict != "within")


def warnings_command(
    drugs: Drugs,
    topic: Annotated[list[str] | None, typer.Option("--topic", "-t", help="Only this topic, such as boxed; repeatable.")] = None,
    *,
    out: RegionalOut,
) -> None:
    """Show warnings by topic, boxed warnings first; several drugs side by side."""
    out.give(out.asked.warnings(*drugs, topics=topic or (), regions=out.regions))


def evidence_command(drugs: Drugs, *, out: RegionalOut) -> None:
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
