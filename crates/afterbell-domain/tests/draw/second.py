"""A second implementation of the draw, from docs/DRAW.md and docs/ALLOCATION.md alone.

    python3 second.py FOLDER...

reads the published files of each folder and prints what its results.json must be, a line each. It needs nothing but Python's own
library, and is written to be read: everybody asks, every course chooses anew among all who asked.
"""

import hashlib
import hmac
import json
import pathlib
import sys


def digest(data):
    return hashlib.sha256(data).hexdigest()


def seed_of(files, commitment, reveal):
    number = reveal["number"]
    lines = [
        "afterbell-draw/1",
        "rules " + digest(files["rules.json"]),
        "menu " + commitment["menu"],
        "commitment " + digest(files["commitment.json"]),
        "applicants " + digest(files["applicants.json"]),
        "closing " + digest(files["closing.json"]),
        "secret " + (" ".join(reveal["secrets"]) or "none"),
        "number " + " ".join([number["issue"], *map(str, number["values"])]),
    ]
    return hashlib.sha256("".join(line + "\n" for line in lines).encode("ascii")).digest()


def number_to_use(commitment, closing, reveal):
    """The first that is published after the day of the closing; the next one without the secrets."""
    usable = [
        number["issue"]
        for number in commitment["numbers"]
        if number["published_on"] > closing["closed_at"][:10]
        and number["issue"] not in reveal["not_published"]
    ]
    return usable[0 if reveal["secrets"] else 1]


def drawn(seed, names):
    tickets = sorted((hmac.digest(seed, name.encode("ascii"), "sha256"), name) for name in names)
    return {name: number for number, (_, name) in enumerate(tickets, start=1)}


class Round:
    def __init__(self, rules, listed, numbers):
        self.rules = rules
        self.offerings = rules["offerings"]
        self.applicants = {one["child"]: one for one in listed["applicants"]}
        self.numbers = numbers
        self.lists = {one["offering"]: one["children"] for one in listed.get("auditions", [])}
        self.precedence = {one["id"]: one["precedence"] for one in rules.get("groups", [])}
        self.held = {child: [] for child in self.applicants}

    def group(self, child):
        groups = self.rules.get("groups", [])
        last = groups[-1]["id"] if groups else None
        return self.applicants[child].get("group", last)

    def priority(self, child, offering):
        listed = self.lists.get(self.offerings[offering]["id"], [])
        place = listed.index(child) if child in listed else len(listed)
        return (place, self.precedence.get(self.group(child), 0), self.numbers[child])

    def slots(self, offering):
        return {self.offerings[offering]["slot"], *self.offerings[offering].get("also_in", [])}

    def days(self, offering):
        return {slot["weekday"] for slot in self.rules["slots"] if slot["id"] in self.slots(offering)}

    def may_have(self, child, offering):
        wished = self.offerings[offering]
        listed = self.lists.get(wished["id"], [])
        if wished.get("audition") == "listed_only" and child not in listed:
            return False
        held = self.held[child]
        once, category = wished.get("once_per_term"), wished.get("category")
        limits = self.rules.get("limits", {})
        if any(self.slots(other) & self.slots(offering) for other in held):
            return False
        if once and any(self.offerings[other].get("once_per_term") == once for other in held):
            return False
        if len(held) >= limits.get("per_term", 99):
            return False
        for day in self.days(offering):
            if sum(day in self.days(other) for other in held) >= limits.get("per_day", 99):
                return False
        same = sum(self.offerings[other].get("category") == category for other in held)
        return not category or same < limits.get("per_category", 99)

    def wishes(self, child, slot):
        names = [one["id"] for one in self.offerings]
        wished = self.applicants[child]["wishes"].get(slot, [])
        told = [wish - 1 if isinstance(wish, int) else names.index(wish) for wish in wished]
        return [offering for offering in told if self.may_have(child, offering)]

    def choose(self, offering, children):
        ordered = sorted(children, key=lambda child: self.priority(child, offering))
        chosen = []
        for reserved in self.offerings[offering].get("reserved", []):
            of_group = [child for child in ordered if self.group(child) == reserved["group"]]
            chosen += of_group[: reserved["places"]]
        others = [child for child in ordered if child not in chosen]
        return chosen + others[: self.offerings[offering]["places"] - len(chosen)]

    def deferred_acceptance(self, slot, closed):
        asked = {}
        wishes = {child: self.wishes(child, slot) for child in self.applicants}
        while True:
            chosen = {offering: self.choose(offering, all_) for offering, all_ in asked.items()}
            placed = {child: offering for offering, all_ in chosen.items() for child in all_}
            has_asked = False
            for child in self.applicants:
                if child in placed:
                    continue
                for offering in wishes[child]:
                    if offering not in closed and child not in asked.get(offering, []):
                        asked.setdefault(offering, []).append(child)
                        has_asked = True
                        break
            if not has_asked:
                return placed

    def slot(self, slot):
        closed = []
        while True:
            placed = self.deferred_acceptance(slot, [offering for offering, _, _ in closed])
            small = []
            for offering, one in enumerate(self.offerings):
                admitted = list(placed.values()).count(offering)
                minimum = one.get("minimum", 0)
                is_closed = any(offering == other for other, _, _ in closed)
                if one["slot"] == slot and not is_closed and admitted < minimum:
                    small.append((admitted / minimum, -offering, admitted, minimum))
            if not small:
                break
            _, offering, admitted, minimum = min(small)
            closed.append((-offering, admitted, minimum))
        for child, offering in placed.items():
            self.held[child].append(offering)
        return placed, closed


def results_of(folder):
    names = ["rules.json", "commitment.json", "applicants.json", "closing.json", "reveal.json"]
    files = {name: (pathlib.Path(folder) / name).read_bytes() for name in names}
    rules, commitment, listed, closing, reveal = (json.loads(files[name]) for name in names)
    seals = [digest(secret.encode("ascii")) for secret in reveal["secrets"]]
    assert seals in ([], commitment["seals"])
    assert reveal["number"]["issue"] == number_to_use(commitment, closing, reveal)
    seed = seed_of(files, commitment, reveal)
    children = [one["child"] for one in listed["applicants"]]
    numbers = drawn(seed, children)
    round_ = Round(rules, listed, numbers)
    places, closings = {child: [] for child in children}, []
    for slot in rules["slots"]:
        placed, closed = round_.slot(slot["id"])
        closings += closed
        for child in children:
            places[child].append(placed[child] + 1 if child in placed else 0)
    results = {
        "format": "afterbell-results/1",
        "reveal": digest(files["reveal.json"]),
        "seed": seed.hex(),
        "closed": [
            {"offering": offering + 1, "admitted": admitted, "minimum": minimum}
            for offering, admitted, minimum in closings
        ],
        "children": [
            {"child": child, "number": numbers[child], "places": places[child]} for child in children
        ],
    }
    return json.dumps(results, separators=(",", ":"), ensure_ascii=False)


sys.stdout.write("\n".join(map(results_of, sys.argv[1:])))
