"""Check an archive of documents: ``python check.py ARCHIVE.zip``. It needs nothing but Python 3.9 or newer."""

import csv
import io
import json
import sys
import zipfile
from hashlib import sha256

OTHERS = {"index.csv", "index.json", "chain.json", "check.py"}


def hashed(data: bytes) -> str:
    """SHA-256 of bytes, hexadecimal."""
    return sha256(data).hexdigest()


def damages(archive: zipfile.ZipFile) -> "list[str]":
    """What is wrong with an archive, sentence by sentence; nothing where it is whole."""
    index, chain = (json.loads(archive.read(name)) for name in ("index.json", "chain.json"))
    found, records, before, place = [], {}, chain["hash_before"], chain["position_before"]
    for link in chain["links"]:
        place, day, text = place + 1, link["date"], link.get("record")
        if link["position"] != place:
            found.append(f"Link {place} of the chain is missing.")
        if text is not None:
            records[link["position"]] = json.loads(text)
            if hashed(text.encode()) != link["sha256"] or records[link["position"]]["invoice_date"] != day:
                found.append(f"The record of link {link['position']} was changed.")
        elif chain["is_whole"] and chain["from"] <= day <= chain["through"]:
            found.append(f"Link {link['position']} is of {day}, and its document is not here.")
        before = hashed((before + day + link["sha256"]).encode())
        if before != link["hash"]:
            found.append(f"Link {link['position']} does not follow the one before it.")
    if sorted(records) != sorted(row["position"] for row in index):
        found.append("The index and the chain name different documents.")
    digests = {name: hashed(archive.read(name)) for name in archive.namelist()}
    for row in index:
        record = records.get(row["position"], {"parties": {"buyer": {"name": ""}}, "files": {}})
        buyer, same = record["parties"]["buyer"]["name"], {one: row[one] for one in ("position", "files")}
        says = {**record, **same, "customer": buyer}
        if row != {one: says.get(one) for one in row}:
            found.append(f"The index says of {row['number']} what the chain does not.")
        for kind, digest in record["files"].items():
            if digests.get(row["files"].get(kind)) != digest:
                found.append(f"The {kind} of {row['number']} was changed or is missing.")
    known = {name for row in index for name in row["files"].values()} | OTHERS
    found += [f"{name} is missing, or not of the archive." for name in sorted(digests.keys() ^ known)]
    table = csv.DictReader(io.StringIO(archive.read("index.csv").decode("utf-8-sig"), newline=""))
    if [(one["number"], one["gross"]) for one in table] != [(one["number"], one["gross"]) for one in index]:
        found.append("The index as a table (CSV) is not the index.")
    return found


if __name__ == "__main__":
    try:
        wrong = damages(zipfile.ZipFile(sys.argv[1]))
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        wrong = [f"It is no whole archive: {error}"]
    sys.exit("\n".join(wrong) or 0)
