"""Report the changes in statements that no test notices."""

import argparse
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from .equivalents import Equivalent, gone, is_listed, read_equivalents
from .operators import ROOT, SOURCE, Mutant, mutants_of
from .trial import Trial, Verdict

FOLDERS = ("events", "reads", "functions")
# What plays whole commands or draws paper is slow, and tells of statements what nearer tests tell too.
ELSEWHERE = ("architecture", "browser", "cli", "documents", "mutants", "real_input", "web")


def statements(folders: Sequence[str], room: str = "", stem: str = "") -> list[Path]:
    """Statements of these folders of every room, or of one room or stem.

    Without those that only lock rows: that shows where two act at once, which no test here does.
    """
    return [
        path
        for folder in folders
        for path in sorted(SOURCE.glob(f"*/{folder}/**/*.sql"))
        if room in {"", path.relative_to(SOURCE).parts[0]}
        and stem in {"", path.name.partition(".")[0]}
        and not path.name.endswith(".lock.sql")
    ]


def trial_of(
    mutants: Sequence[Mutant],
    *,
    workers: int = 1,
    limit: float = 60,
    tests: Sequence[str] = (),
    tell: Callable[[Verdict], None] = lambda verdict: None,
) -> Trial:
    """Try mutants on the tests of the house, or on some of them."""
    trial = Trial(mutants, workers, limit, tell)
    folders = sorted(path for path in (ROOT / "tests").iterdir() if path.is_dir())
    chosen = list(tests) or [str(path) for path in folders if path.name not in ELSEWHERE]
    options = ["-s", "-qq", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist"]
    outcome = pytest.main([f"--rootdir={ROOT}", *options, *chosen], plugins=[trial])
    if not trial.verdicts and not trial.broken:
        trial.broken.append(f"the tests could not be collected ({outcome})")
    return trial


def line_of(verdict: Verdict) -> str:
    """A verdict as one finds the place."""
    mutant = verdict.mutant
    by = f"by {verdict.test}" if verdict.test else f"{verdict.tests} tests"
    place = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
    return f"{place}: {verdict.word} {by}\n  - {mutant.was}\n  + {mutant.becomes}"


def report(verdicts: Sequence[Verdict], listed: Sequence[Equivalent]) -> tuple[str, bool]:
    """What came out, and whether nothing is left to be mended."""
    survived = [one for one in verdicts if one.word == "survived"]
    new = [one for one in survived if not is_listed(one.mutant, listed)]
    noticed = [one for one in verdicts if one.word != "survived" and is_listed(one.mutant, listed)]
    counts = Counter(verdict.word for verdict in verdicts)
    lines = [
        *(line_of(one) for one in new),
        *(f"Listed as making no difference, but {line_of(one)}" for one in noticed),
        f"{len(verdicts)} mutants tried: {counts['killed']} killed, {counts['timeout']} stopped for time, "
        f"{len(survived) - len(new)} listed as making no difference, {len(new)} survived.",
    ]
    return "\n".join(lines), not new and not noticed


def arguments_of(given: Sequence[str] | None) -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--room", default="", help="only statements of this room")
    parser.add_argument("--stem", default="", help="only statements of this event or read")
    parser.add_argument(
        "--folders", nargs="+", default=["events", "functions"], choices=FOLDERS, help="not reads if not said"
    )
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="N mutants, drawn by --seed")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    parser.add_argument("--tests", nargs="+", default=[], metavar="PATH", help="only these tests")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="how many at once, 2 if not said")
    parser.add_argument("--limit", type=float, default=60, metavar="SECONDS", help="of tests for one mutant")
    parser.add_argument("--all", action="store_true", help="those listed as making no difference, too")
    parser.add_argument("--verbose", action="store_true", help="show each verdict when it falls")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Make the mutants, try them, report."""
    asked = arguments_of(given)
    os.environ.setdefault("UNBILLED_HOME", str(ROOT / "var/test"))
    made = [
        mutant
        for path in statements(asked.folders, asked.room, asked.stem)
        for mutant in mutants_of(path, path.read_text(encoding="utf-8"))
    ]
    listed = read_equivalents()
    stale = gone(listed, made)
    tried = [mutant for mutant in made if asked.all or not is_listed(mutant, listed)]
    if 0 < asked.sample < len(tried):
        tried = [
            tried[at] for at in sorted(random.Random(asked.seed).sample(range(len(tried)), asked.sample))
        ]
    say(f"{len(made)} mutants made, {len(tried)} to try")
    trial = trial_of(
        tried,
        workers=asked.workers,
        limit=asked.limit,
        tests=asked.tests,
        tell=lambda verdict: say(line_of(verdict)) if asked.verbose else None,
    )
    if trial.broken:
        say("\n".join(["This fails without any mutant:", *trial.broken]))
        return 2
    text, fine = report(trial.verdicts, listed)
    for one in stale:
        say(f"Listed, but no such mutant: {one.statement}\n  - {one.was}\n  + {one.becomes}")
    say(f"\n{text}")
    return 0 if fine and not stale else 1


def say(text: str) -> None:
    """Print a line at once, also into a file."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
