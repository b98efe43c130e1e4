"""Solves an instance with PyPI's `matching` and tells how long `solve` took, without reading or building."""

import json
import sys
import time
import warnings

from matching.games import HospitalResident

warnings.simplefilter("ignore")
instance = json.load(open(sys.argv[1]))
numbers = instance["numbers"]
milliseconds = placed = 0
for wishes in instance["slots"]:
    residents = {f"c{child}": [f"o{course}" for course in ranked] for child, ranked in enumerate(wishes)}
    hospitals = {}
    for child in sorted(range(len(wishes)), key=numbers.__getitem__):
        for course in wishes[child]:
            hospitals.setdefault(f"o{course}", []).append(f"c{child}")
    capacities = {course: instance["places"] for course in hospitals}
    game = HospitalResident.create_from_dictionaries(residents, hospitals, capacities)
    start = time.perf_counter()
    matching = game.solve(optimal="resident")
    milliseconds += (time.perf_counter() - start) * 1000
    placed += sum(len(children) for children in matching.values())
print(json.dumps({"ms": milliseconds, "placed": placed}))
