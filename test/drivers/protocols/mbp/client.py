"""Trains of random length over a line with faults, by the client of the documentation; says what it was told."""
import json
import random
import sys
import time

sys.path.insert(0, sys.argv[1])
from mbp_client import Board, Lost, Refused, Uncertain  # noqa: E402

PULSE = {"microvolts": 2500000, "width": 1500, "period": 500000}
draw = random.Random(1)
board = Board(sys.argv[2], heartbeat_ms=600)
board.arm([-2700000, 2500000, 500000, 500000000, 10000, 200, 3000000])
told, uncertain, recovered = [0] * 4, [0] * 4, 0
for number in range(30):
    row, count = draw.randrange(4), 1 + draw.randrange(40)
    if number == 15:
        time.sleep(1)  # the heartbeat lapses
    nonce = board.nonce
    try:
        done, flags = board.train(row=row, column=0, count=count, **PULSE)
        told[row] += done
    except Uncertain:
        uncertain[row] += count
    recovered += nonce != board.nonce
refusals = []
for arguments in [(9, 0, 200000), (0, 0, 600000)]:
    try:
        board.read(*arguments)
    except Refused as refused:
        refusals.append([refused.code, *refused.details])
siemens, flags = board.read(0, 0, 200000)
board.close()
print(json.dumps({"told": told, "uncertain": uncertain, "recovered": recovered, "refusals": refusals, "siemens": siemens}))
