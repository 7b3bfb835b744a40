"""Files that are refused, or rows of them that are rejected, and what is done about it."""

from remedies import Case

IMPORT = "import time export.csv --format csv"
TOGGL = (
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,"
    "Duration,Tags"
)
HEAD = "Date,Resource,Project,Hours,Text"
ROW = "2026-03-02,Ada Moreau,P-1,1,Layout"
MAPPING = """
source = "clock"
class = "time"
[columns]
date = "Date"
resource = "Resource"
project = "Project"
quantity = "Hours"
"""


def dotted(name: str) -> str:
    """The name of a file, of an argument: ``one_0_csv`` is ``one-0.csv``."""
    stem, _, kind = name.rpartition("_")
    return f"{stem.replace('_', '-')}.{kind}"


def file_case(code: str, before: str, mended: str, *, head: str = HEAD, kind: str = "time") -> Case:
    """A row, and how it is put right."""
    how = "time {} --format csv" if kind == "time" else "expenses {}"
    return Case(
        code,
        (),
        f"import {how.format('export.csv')}",
        (f"import {how.format('mended.csv')}",),
        "entries list",
        {"export.csv": f"{head}\n{before}\n", "mended.csv": f"{head}\n{mended}\n"},
    )


def option_case(code: str, text: str, option: str, *, first: str = IMPORT, **files: str) -> Case:
    """A file, and the option with which it comes in."""
    told = {"export.csv": text} | {dotted(name): content for name, content in files.items()}
    line = f"{first} {option}" if option.startswith("--") else option
    return Case(code, (), first, (line,), "entries list", told)


def mapped_case(code: str, text: str, wrong: str, right: str, **files: str) -> Case:
    """A mapping, and how it is put right."""
    told = {"export.csv": text, "wrong.toml": wrong, "right.toml": right}
    told |= {dotted(name): content for name, content in files.items()}
    line = "import time export.csv --mapping {}"
    return Case(code, (), line.format("wrong.toml"), (line.format("right.toml"),), "entries list", told)


def again_case(code: str, before: tuple[str, ...], first: str, remedy: str, **files: str) -> Case:
    """A file that meets what is there."""
    told = {dotted(name): content for name, content in files.items()}
    return Case(code, before, first, (remedy,), "entries list", told)


CLOCKED = "Date,Start,End,Break,Hours,Resource,Project"
CLOCK = MAPPING + 'start = "Start"\nend = "End"\nbreak = "Break"\n'
HALF = "2026-03-03,08:00,08:30,,0:30,Ada Moreau,P-1\n"
EXPENSE = "Date,Project,Category,Quantity,Amount,Currency,Text"
FEE = "2026-03-02,P-1,Kick-off,1,12.50,EUR,x"
WITH_FEES = (
    "contracts lines change C-1/Build --classes time --classes expense --classes material --classes fee"
)
REFERRED = "Date,Resource,Project,Hours,Reference"
FILES = (
    file_case("ValueMissing", ",Ada Moreau,P-1,1,x", ROW),
    file_case("DateUnreadable", "some day,Ada Moreau,P-1,1,x", ROW),
    file_case("DateOutOfRange", "0204-03-02,Ada Moreau,P-1,1,x", ROW),
    file_case("DurationUnreadable", "2026-03-02,Ada Moreau,P-1,long,x", ROW),
    file_case("DayLengthUnknown", "2026-03-02,Ada Moreau,P-1,1d 4h,x", "2026-03-02,Ada Moreau,P-1,12h,x"),
    file_case("LongerThanDay", "2026-03-02,Ada Moreau,P-1,30h,x", "2026-03-02,Ada Moreau,P-1,20h,x"),
    file_case("QuantityNotPositive", "2026-03-02,Ada Moreau,P-1,0,x", ROW),
    file_case("NulCharacter", "2026-03-02,Ada Moreau,P-1,1,x\0y", ROW),
    file_case("ColumnCountWrong", "2026-03-02,Ada Moreau,P-1,1,x,y", '2026-03-02,Ada Moreau,P-1,1,"x,y"'),
    file_case("QuotesUnreadable", '2026-03-02,Ada Moreau,P-1,1,"x" y', '2026-03-02,Ada Moreau,P-1,1,"x"" y"'),
    file_case("NotOneEntry", f"{ROW}\n,,,1,", ROW),
    file_case("DayOutsideYears", "2025-12-24,Ada Moreau,P-1,1,x", ROW),
    file_case("MasterUnknown", "2026-03-02,Eda Moreau,P-1,1,x", ROW),
    file_case(
        "ReferenceRepeated",
        "2026-03-02,Ada Moreau,P-1,1,R1\n2026-03-03,Ada Moreau,P-1,2,R1",
        "2026-03-02,Ada Moreau,P-1,1,R1\n2026-03-03,Ada Moreau,P-1,2,R2",
        head=REFERRED,
    ),
    file_case(
        "BillableUnknown",
        "2026-03-02,Ada Moreau,P-1,1,2.5",
        "2026-03-02,Ada Moreau,P-1,1,no",
        head="Date,Resource,Project,Hours,Billable",
    ),
    file_case(
        "NumberUnreadable",
        "2026-03-02,P-1,Travel,1,1 00,EUR,x",
        "2026-03-02,P-1,Travel,1,100,EUR,x",
        head=EXPENSE,
        kind="expenses",
    ),
    file_case(
        "AmountTooFine",
        "2026-03-02,P-1,Travel,1,12.505,EUR,x\n2026-03-03,P-1,Travel,1,12.50,EUR,y",
        "2026-03-02,P-1,Travel,1,12.51,EUR,x",
        head=EXPENSE,
        kind="expenses",
    ),
    file_case(
        "AmountNotShared",
        "2026-03-02,P-1,Travel,30000,10.00,EUR,x",
        "2026-03-02,P-1,Travel,1,10.00,EUR,x",
        head=EXPENSE,
        kind="expenses",
    ),
    file_case(
        "AmountOfOtherCurrency",
        "2026-03-02,P-1,Travel,1,£9.99,EUR,x",
        "2026-03-02,P-1,Travel,1,9.99,EUR,x",
        head=EXPENSE,
        kind="expenses",
    ),
    file_case(
        "CurrencyAmbiguous",
        "2026-03-02,P-1,Travel,1,12.50,€,x",
        "2026-03-02,P-1,Travel,1,12.50,EUR,x",
        head=EXPENSE,
        kind="expenses",
    ),
    file_case(
        "PriceContradicted",
        "2026-03-02,P-1,Travel,2,6,12.50,EUR",
        "2026-03-02,P-1,Travel,2,6.25,12.50,EUR",
        head="Date,Project,Category,Quantity,Price,Amount,Currency",
        kind="expenses",
    ),
    again_case(
        "CategoryOfOtherClass",
        (),
        "import time spent.csv --format csv",
        "import expenses spent-0.csv",
        spent_csv="Date,Resource,Project,Category,Hours\n2026-03-02,Ada Moreau,P-1,Travel,1\n",
        spent_0_csv=f"{EXPENSE}\n2026-03-02,P-1,Travel,1,12.50,EUR,x\n",
    ),
    Case(
        "FeeNotSold",
        (),
        "import expenses fee.csv",
        (WITH_FEES,),
        files={"fee.csv": f"{EXPENSE}\n{FEE}\n"},
    ),
    again_case(
        "FeeOfOtherCurrency",
        (WITH_FEES,),
        "import expenses fee-1.csv",
        "import expenses fee-2.csv",
        fee_1_csv=f"{EXPENSE}\n{FEE.replace('EUR', 'USD')}\n",
        fee_2_csv=f"{EXPENSE}\n{FEE}\n",
    ),
    again_case(
        "CurrencyNotKept",
        (),
        "import expenses export.csv",
        "rates add CHF/EUR/2026-01-01 --rate 1.05",
        export_csv=f"{EXPENSE}\n2026-03-02,P-1,Travel,1,12.50,CHF,x\n",
    ),
    again_case(
        "DayOutsideYears", (), IMPORT, "years add 2025", export_csv=f"{HEAD}\n2025-12-24,Ada Moreau,P-1,1,x\n"
    ),
    option_case("DateAmbiguous", f"{HEAD}\n03/04/2026,Ada Moreau,P-1,1,x\n", "--date-format %d/%m/%Y"),
    option_case(
        "NumberAmbiguous",
        f'{EXPENSE}\n2026-03-02,P-1,Travel,1,"1,234",EUR,x\n',
        "--decimal-mark .",
        first="import expenses export.csv",
    ),
    option_case(
        "DelimiterWrong",
        f"{HEAD}\n{ROW}\n".replace(",", ";"),
        "import time export.csv --format csv --delimiter semicolon",
        first=IMPORT + " --delimiter comma",
    ),
    option_case("MasterUnknown", f"{HEAD}\n2026-03-02,Eda Moreau,P-1,1,x\n", "--create-missing"),
    option_case("DurationUnitUnclear", f"{HEAD}\n2026-03-02,Ada Moreau,P-1,90,x\n", "--duration minutes"),
    option_case(
        "DurationUnitShown",
        f"{CLOCKED}\n2026-03-02,09:00,10:30,,90,Ada Moreau,P-1\n",
        "--duration minutes",
        first="import time export.csv --mapping clock.toml",
        clock_toml=CLOCK,
    ),
    option_case(
        "FormatUnknown",
        f"{HEAD}\n{ROW}\n",
        IMPORT,
        first="import time export.csv --mapping togl.toml",
        togl_toml='extends = "togl"\n',
    ),
    option_case("FormatNotNamed", f"{HEAD}\n{ROW}\n", "--format csv", first="import time export.csv"),
    option_case("FileNotReadable", f"{HEAD}\n{ROW}\n", IMPORT, first="import time . --format csv"),
    option_case(
        "RejectionsOverwrite",
        f"{HEAD}\n{ROW}\n",
        "import time export.csv --format csv --rejections rest.csv",
        first=IMPORT + " --rejections export.csv",
    ),
    option_case(
        "FileEmpty", f"{HEAD}\n{ROW}\n", IMPORT, first="import time empty.csv --format csv", empty_csv=""
    ),
    option_case(
        "NoDataRows",
        f"{HEAD}\n{ROW}\n",
        IMPORT,
        first="import time bare.csv --format csv",
        bare_csv=f"{HEAD}\n",
    ),
    option_case(
        "NotText",
        f"{HEAD}\n{ROW}\n",
        IMPORT,
        first="import time picture.csv --format csv",
        picture_csv="\x89PNG\r\n\x1a\n0000",
    ),
    option_case(
        "HeadingRepeated",
        f"{HEAD}\n{ROW}\n",
        IMPORT,
        first="import time twice.csv --format csv",
        twice_csv=f"{HEAD},Hours\n{ROW},2\n",
    ),
    option_case(
        "ColumnMissing",
        f"{HEAD}\n{ROW}\n",
        IMPORT,
        first="import time other.csv --format csv",
        other_csv=f"{HEAD.replace('Hours', 'Time')}\n{ROW}\n",
    ),
    option_case(
        "RowCutOff",
        f"{HEAD}\n{ROW}\n",
        IMPORT,
        first="import time cut.csv --format csv",
        cut_csv=f"{HEAD}\n{ROW}\n2026-03-03,Ada Mo",
    ),
    option_case(
        "CellTooLong",
        f"{HEAD}\n{ROW}\n",
        IMPORT,
        first="import time long.csv --format csv",
        long_csv=f"{HEAD}\n2026-03-02,Ada Moreau,P-1,1,{'x' * 140_000}\n",
    ),
    mapped_case(
        "MappingIncomplete", f"{HEAD}\n{ROW}\n", MAPPING.replace('quantity = "Hours"\n', ""), MAPPING
    ),
    mapped_case("MappingNotReadable", f"{HEAD}\n{ROW}\n", "source = \n", MAPPING),
    mapped_case("SettingUnknown", f"{HEAD}\n{ROW}\n", f"sauce = 3\n{MAPPING}", MAPPING),
    mapped_case("SettingWrong", f"{HEAD}\n{ROW}\n", f'duration = "days"\n{MAPPING}', MAPPING),
    mapped_case(
        "KindUnknown",
        "Date,Resource,Project,Hours,Type\n2026-03-02,Ada Moreau,P-1,1,Standby\n",
        MAPPING + 'kind = "Type"\n[values.kind]\n"Break" = "break"\n',
        MAPPING + 'kind = "Type"\n[values.kind]\n"Break" = "break"\n"Standby" = "work"\n',
    ),
    mapped_case(
        "NotFinished",
        f"{CLOCKED}\n2026-03-02,09:00,,,,Ada Moreau,P-1\n2026-03-02,09:00,10:00,,,Ada Moreau,P-1\n",
        CLOCK,
        CLOCK + '[skip]\nEnd = [""]\n',
    ),
    mapped_case("ClockUnreadable", f"{CLOCKED}\n2026-03-02,:00,10:00,,1,Ada Moreau,P-1\n", CLOCK, MAPPING),
    mapped_case(
        "BreakTooLong",
        f"{CLOCKED}\n2026-03-02,08:00,08:30,45,,Ada Moreau,P-1\n",
        CLOCK,
        CLOCK.replace('break = "Break"\n', ""),
    ),
    Case(
        "DurationContradicted",
        (),
        "import time export.csv --mapping clock.toml",
        ("import time mended.csv --mapping clock.toml",),
        "entries list",
        {
            "export.csv": f"{CLOCKED}\n2026-03-02,08:00,08:30,,3:15,Ada Moreau,P-1\n{HALF}",
            "mended.csv": f"{CLOCKED}\n2026-03-02,08:00,08:30,,0:30,Ada Moreau,P-1\n{HALF}",
            "clock.toml": CLOCK,
        },
    ),
    mapped_case(
        "NotApprovedThere",
        "Date,Resource,Project,Hours,State\n2026-03-02,Ada Moreau,P-1,1,Pending\n",
        f'unapproved = "set aside"\n{MAPPING}approved = "State"\n[values.approved]\n"Pending" = false\n',
        f'unapproved = "take"\n{MAPPING}approved = "State"\n[values.approved]\n"Pending" = false\n',
    ),
    mapped_case(
        "BilledHoursDiffer",
        "Date,Resource,Project,Hours,Billed\n2026-03-02,Ada Moreau,P-1,2.5,1\n",
        MAPPING + 'billed_quantity = "Billed"\n',
        MAPPING,
    ),
    mapped_case(
        "JoinedRowMissing",
        "Date,Resource,Order,Hours\n2026-03-02,Ada Moreau,7,1\n",
        MAPPING + '[join]\nfile = "orders.csv"\nkey = "Order"\n',
        MAPPING + '[join]\nfile = "whole.csv"\nkey = "Order"\n',
        orders_csv="Order,Project\n8,P-1\n",
        whole_csv="Order,Project\n7,P-1\n",
    ),
    mapped_case(
        "JoinedRowsDiffer",
        "Date,Resource,Order,Hours\n2026-03-02,Ada Moreau,7,1\n",
        MAPPING + '[join]\nfile = "orders.csv"\nkey = "Order"\n',
        MAPPING + '[join]\nfile = "whole.csv"\nkey = "Order"\n',
        orders_csv="Order,Project\n7,P-1\n7,P-2\n",
        whole_csv="Order,Project\n7,P-1\n",
    ),
    mapped_case(
        "RowUnreadable",
        "Date,Resource,Order,Hours\n2026-03-02,Ada Moreau,7,1\n",
        MAPPING + '[join]\nfile = "orders.csv"\nkey = "Order"\n',
        MAPPING + '[join]\nfile = "whole.csv"\nkey = "Order"\n',
        orders_csv='Order,Project\n7,"P-1" x\n',
        whole_csv="Order,Project\n7,P-1\n",
    ),
    again_case(
        "EntryDiffers",
        ("import time one-0.csv --format csv --draft",),
        "import time two-0.csv --format csv",
        "import time two-0.csv --format csv --replace",
        one_0_csv=f"{REFERRED}\n2026-03-02,Ada Moreau,P-1,1,R1\n",
        two_0_csv=f"{REFERRED}\n2026-03-02,Ada Moreau,P-1,2,R1\n",
    ),
    again_case(
        "ApprovedDiffers",
        ("import time one-1.csv --format csv", "approve", "bill --through 2026-03-31 --contract C-1"),
        "import time two-1.csv --format csv",
        "proformas edit P-00001 --quantity 1=0.5 --reason Agreed",
        one_1_csv=f"{REFERRED}\n2026-03-02,Ada Moreau,P-1,1,R1\n",
        two_1_csv=f"{REFERRED}\n2026-03-02,Ada Moreau,P-1,0.5,R1\n",
    ),
    again_case(
        "RepetitionLikely",
        ("import time one-2.csv --format csv",),
        "import time two-2.csv --format csv",
        "import time two-2.csv --format csv --let-in-repetitions",
        one_2_csv=f"{HEAD}\n{ROW}\n",
        two_2_csv=f"{HEAD},Reference\n{ROW},R9\n",
    ),
    again_case(
        "ProjectOfOtherClient",
        ("projects change P-2 --name Shop",),
        "import time client.csv --format toggl",
        "import time client.csv --mapping client.toml",
        client_csv=f"{TOGGL}\n"
        "Ada Moreau,,Helios,Shop,,x,Yes,2026-03-04,10:00:00,2026-03-04,11:00:00,01:00:00,\n",
        client_toml='extends = "toggl"\n[values.project]\n"Helios / Shop" = "P-1"\n',
    ),
    again_case(
        "ProjectOfSeveralClients",
        ("projects add P-21 --name Loft",),
        "import time clients.csv --format toggl",
        "import time clients.csv --mapping clients.toml",
        clients_csv=f"{TOGGL}\n"
        "Ada Moreau,,Helios,Loft,,x,Yes,2026-03-04,10:00:00,2026-03-04,11:00:00,01:00:00,\n"
        "Ada Moreau,,Orbit,Loft,,x,Yes,2026-03-04,12:00:00,2026-03-04,13:00:00,01:00:00,\n",
        clients_toml='extends = "toggl"\n[values.project]\n"Helios / Loft" = "P-1"\n"Orbit / Loft" = "P-2"\n',
    ),
    again_case(
        "WorkOfOthers",
        ("people add tom", "people grant tom --role team_member"),
        "import time others.csv --format csv --as tom",
        "import time others.csv --format csv",
        others_csv=f"{HEAD}\n{ROW}\n",
    ),
    again_case(
        "MasterAmbiguous",
        ("projects add P-22 P-23 --name Website",),
        "import time website.csv --format csv",
        "projects change P-23 --name Intranet",
        website_csv=f"{HEAD}\n2026-03-02,Ada Moreau,Website,1,x\n",
    ),
    again_case(
        "PersonContradicted",
        ('resources change "Ben Ode" --email ben@acme.example',),
        "import time person.csv --mapping person.toml",
        "import time person.csv --mapping named.toml",
        person_csv="Date,Resource,Email,Project,Hours\n2026-03-02,Ada Moreau,ben@acme.example,P-1,1\n",
        person_toml=MAPPING + 'email = "Email"\n',
        named_toml=MAPPING,
    ),
    Case(
        "InvoicedAlready",
        (),
        "import time export.csv --mapping right.toml",
        ("import time export.csv --mapping right.toml --invoiced not-billable",),
        "entries list",
        {
            "export.csv": "Date,Resource,Project,Hours,Invoiced\n2026-03-02,Ada Moreau,P-1,1,Yes\n",
            "right.toml": MAPPING + 'invoiced = "Invoiced"\n',
        },
    ),
    Case(
        "EncodingWrong",
        (),
        "import time export.csv --format csv",
        ("import time export.csv --format csv --encoding cp1252",),
        "entries list",
        {"export.csv": f"{HEAD}\n2026-03-02,Ada Moreau,P-1,1,Caf\udce9\n"},
    ),
)
