"""Check the dossier in this folder with plain Python 3: files, signature, journal.

Run `python3 verify.py` beside the folder `data`. It prints every problem, then the fingerprint
of the signer: compare it with the one you received on paper. Exit status 0: nothing is wrong.
"""

import base64
import hashlib
import json
import os
import sys

FIELD = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, FIELD - 2, FIELD) % FIELD


def listed(folder, name):
    """The lines of a manifest: path and checksum."""
    found = {}
    with open(os.path.join(folder, name), encoding="utf-8") as lines:
        for line in lines:
            digest, _, path = line.rstrip("\n").partition("  ")
            found[path] = digest
    return found


def sha256_of(path):
    """The SHA-256 of a file, read piece by piece."""
    digest = hashlib.sha256()
    with open(path, "rb") as stream:
        for piece in iter(lambda: stream.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()


def check_files(folder):
    """Everything missing, changed or not listed."""
    problems = []
    tags = listed(folder, "tagmanifest-sha256.txt")
    known = {**listed(folder, "manifest-sha256.txt"), **tags}
    for path, digest in sorted(known.items()):
        target = os.path.join(folder, *path.split("/"))
        if not os.path.isfile(target):
            problems.append("missing: " + path)
        elif sha256_of(target) != digest:
            problems.append("changed: " + path)
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.relpath(os.path.join(place, name), folder).replace(os.sep, "/")
            if path not in known and path != "tagmanifest-sha256.txt":
                problems.append("not listed: " + path)
    return problems


def add(one, two):
    """The sum of two points of the curve (extended coordinates, RFC 8032)."""
    a = (one[1] - one[0]) * (two[1] - two[0]) % FIELD
    b = (one[1] + one[0]) * (two[1] + two[0]) % FIELD
    c = 2 * one[3] * two[3] * CURVE % FIELD
    d = 2 * one[2] * two[2] % FIELD
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % FIELD, g * h % FIELD, f * g % FIELD, e * h % FIELD


def times(factor, point):
    """A point added to itself `factor` times."""
    total = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = add(total, point)
        point = add(point, point)
        factor >>= 1
    return total


def point_of(data):
    """The point that 32 bytes stand for, or None."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= FIELD:
        return None
    square = (y * y - 1) * pow(CURVE * y * y + 1, FIELD - 2, FIELD) % FIELD
    x = pow(square, (FIELD + 3) // 8, FIELD)
    if (x * x - square) % FIELD:
        x = x * pow(2, (FIELD - 1) // 4, FIELD) % FIELD
    if (x * x - square) % FIELD or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = FIELD - x
    return x, y, 1, x * y % FIELD


def signed_by(public_key, message, signature):
    """Whether the Ed25519 signature (RFC 8032) of the message is right."""
    base = point_of((4 * pow(5, FIELD - 2, FIELD) % FIELD).to_bytes(32, "little"))
    key, commitment = point_of(public_key), point_of(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or scalar >= ORDER:
        return False
    challenge = hashlib.sha512(signature[:32] + public_key + message).digest()
    left = times(scalar, base)
    factor = int.from_bytes(challenge, "little") % ORDER
    right = add(commitment, times(factor, key))
    return not any((left[i] * right[2] - right[i] * left[2]) % FIELD for i in (0, 1))


def canonical(value):
    """The text that is hashed and signed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def check_signature(folder):
    """Problems of the signature, its body, and the fingerprint of the key."""
    with open(os.path.join(folder, "signature.json"), encoding="utf-8") as stream:
        document = json.load(stream)
    body, key = document["body"], base64.b64decode(document["public_key"])
    problems = []
    if not signed_by(key, canonical(body).encode(), base64.b64decode(document["signature"])):
        problems.append("the signature is wrong")
    if body["manifest_sha256"] != sha256_of(os.path.join(folder, "manifest-sha256.txt")):
        problems.append("the signature is of another list of files")
    digits = hashlib.sha256(key).hexdigest()[:32]
    return problems, body, " ".join(digits[i : i + 4] for i in range(0, 32, 4))


def check_journal(folder, body):
    """Problems of the chain of the journal."""
    problems, link = [], "0" * 64
    names = ("at", "changes", "number", "operation", "person_id", "standing")
    with open(os.path.join(folder, "data", "journal", "journal.jsonl"), encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            number = f"journal entry {entry['number']}: "
            digest = hashlib.sha256((link + "\n").encode())
            for position, (table, key, verb, change) in enumerate(entry["digests"]):
                digest.update((canonical([table, key, verb, change]) + "\n").encode())
                shown = entry["values"].get(str(position))
                if shown:
                    head = canonical([table, key, verb])[:-1]
                    text = f"{shown[0]}{head},{shown[1] or 'null'},{shown[2] or 'null'}]"
                    if hashlib.sha256(text.encode()).hexdigest() != change:
                        problems.append(number + "a value was changed")
            digest.update(canonical({name: entry[name] for name in names}).encode())
            if entry["previous"] != link or entry["hash"] != digest.hexdigest():
                problems.append(number + "the chain is broken")
                break
            link = entry["hash"]
    if not problems and link != body["journal_hash"]:
        problems.append("the journal is not the one that was signed")
    return problems


def main():
    """Check everything and say what was found."""
    folder = os.path.dirname(os.path.abspath(__file__))
    problems = check_files(folder)
    if not problems:
        wrong, body, fingerprint = check_signature(folder)
        problems = wrong + check_journal(folder, body)
    for problem in problems:
        print(problem)
    if problems:
        print(f"NOT IN ORDER: {len(problems)} problems")
        return 1
    print("Nothing is missing, added or changed.")
    for name, words in (("sections", "An extract with: "), ("redaction", "Written without: ")):
        if body.get(name):
            print(words + ", ".join(body[name]))
    print("Signed by the key with the fingerprint " + fingerprint)
    return 0


if __name__ == "__main__":
    sys.exit(main())
