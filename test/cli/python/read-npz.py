"""Reads a run's exported .npz file with NumPy and pandas, and prints what it found as JSON."""

import json
import sys

import numpy
import pandas

directory = sys.argv[1]
run = numpy.load(f"{directory}/export/run.npz")
episodes = pandas.read_csv(f"{directory}/episodes.csv")
seeds = pandas.read_csv(f"{directory}/seeds.csv", float_precision="round_trip")
steps = run["episodes/steps"]
means = [episodes[episodes.condition == name].groupby("episode").steps.mean() for name in run["conditions"]]
columns = [name for name in seeds.columns if name not in ("condition", "seed")]
print(
    json.dumps(
        {
            "conditions": run["conditions"].tolist(),
            "seeds": run["seeds"].tolist(),
            "shape": steps.shape,
            "types": [str(steps.dtype), str(run["seeds/w0"].dtype)],
            "episodes": run["episodes/episode"].tolist(),
            "farthest": float(numpy.abs(steps.mean(0) - numpy.array(means)).max()),
            "seedsEqual": all(
                numpy.array_equal(run[f"seeds/{name}"].ravel(), seeds[name].to_numpy(), equal_nan=True)
                for name in columns
            ),
        }
    )
)
