#!/usr/bin/python3
"""Writes the exports of trackers in this folder, and what loading them must give, as other libraries read them.

Needs numpy, pandas, tables, h5py, torch and pyarrow. Run it in this folder; the tests need only the files.
"""
import csv
import json
import math
import pickle
import sys
import types

import h5py
import numpy as np
import pandas as pd

RANDOM = np.random.default_rng(7)


def expect(name, rows):
    """rows: dictionaries with frame, agent, x, y and perhaps z, type and properties; None and NaN are missing."""
    columns = []
    for row in rows:
        columns += [c for c in row if c not in columns]
    with open(name + ".expected.csv", "w", newline="") as f:
        out = csv.writer(f)
        out.writerow(columns)
        for row in rows:
            cells = []
            for column in columns:
                value = row.get(column)
                missing = value is None or (isinstance(value, float) and math.isnan(value))
                number = isinstance(value, (float, np.floating))
                cells.append("" if missing else repr(float(value)) if number else str(value))
            out.writerow(cells)


def mean(points):
    """The mean as it is computed here: a sum in the order of the file, divided by the count."""
    x = y = 0.0
    found = 0
    for px, py in points:
        if not (math.isnan(px) or math.isnan(py)):
            x, y, found = x + float(px), y + float(py), found + 1
    return (x / found, y / found) if found else (math.nan, math.nan)


def keypoint_rows(data, animals, parts, confidence=None, extra=None):
    """data: (frames, animals, parts, 2)."""
    rows = []
    for f in range(data.shape[0]):
        for a, animal in enumerate(animals):
            x, y = mean(data[f, a])
            if math.isnan(x):
                continue
            row = {"frame": f, "agent": animal, "x": x, "y": y}
            for p, part in enumerate(parts):
                row[part + "_x"], row[part + "_y"] = float(data[f, a, p, 0]), float(data[f, a, p, 1])
                if confidence is not None:
                    row[part + "_confidence"] = float(confidence[f, a, p])
            for name, values in (extra or {}).items():
                row[name] = float(values[f, a])
            rows.append(row)
    return rows


def poses(frames, animals, parts):
    data = RANDOM.normal(500, 100, (frames, animals, parts, 2))
    data[1, animals - 1] = math.nan  # an animal that was not seen
    data[2, 0, 0] = math.nan  # a part that was not found
    return data


# DeepLabCut: pandas writes its CSV and HDF5, and reads them back.
def deeplabcut(name, individuals):
    parts = ["nose", "left ear", "tail"]
    animals = individuals or [""]
    data, scores = poses(5, len(animals), 3), RANDOM.random((5, len(animals), 3))
    scores[np.isnan(data[..., 0])] = math.nan
    levels = [["DLC_resnet50"]] + ([animals] if individuals else []) + [parts, ["x", "y", "likelihood"]]
    names = ["scorer"] + (["individuals"] if individuals else []) + ["bodyparts", "coords"]
    columns = pd.MultiIndex.from_product(levels, names=names)
    values = np.concatenate([data, scores[..., None]], axis=-1).reshape(5, -1)
    frame = pd.DataFrame(values, columns=columns)
    frame.to_csv(name + ".csv")
    frame.to_hdf(name + ".h5", key="df_with_missing", format="table", mode="w")
    if individuals:
        frame.to_hdf(name + "-fixed.h5", key="df_with_missing", format="fixed", mode="w")
    back = pd.read_hdf(name + ".h5").to_numpy().reshape(5, len(animals), 3, 3)
    labels = individuals or ["0"]
    rows = keypoint_rows(back[..., :2], labels, parts, back[..., 2])
    expect(name, rows)
    confident = np.where((back[..., 2] >= 0.5)[..., None], back[..., :2], math.nan)
    sure = []
    for f in range(5):
        for a, animal in enumerate(labels):
            x, y = mean(confident[f, a])
            if not math.isnan(x):
                row = next(r for r in rows if r["frame"] == f and r["agent"] == animal)
                sure.append({**row, "x": x, "y": y})
    expect(name + "-sure", sure)
    expect(name + "-nose", [{**r, "x": r["nose_x"], "y": r["nose_y"]} for r in rows if not math.isnan(r["nose_x"])])


deeplabcut("deeplabcut", [])
deeplabcut("deeplabcut-animals", ["mus1", "mus2"])


# SLEAP's analysis files, in both orders of dimensions.
def sleap():
    data, points = poses(6, 2, 3), RANDOM.random((6, 2, 3))
    instances, tracking = RANDOM.random((6, 2)), RANDOM.random((6, 2))
    parts, tracks = ["head", "thorax", "abdomen"], ["female", "male"]
    for name, isByTrack in (("sleap", True), ("sleap-standard", False)):
        with h5py.File(name + ".h5", "w") as f:
            def put(key, array, byTrack):
                f.create_dataset(key, data=np.transpose(array, byTrack) if isByTrack else array, compression="gzip", compression_opts=9)
            put("tracks", data, (1, 3, 2, 0))
            put("point_scores", points, (1, 2, 0))
            put("instance_scores", instances, (1, 0))
            put("tracking_scores", tracking, (1, 0))
            put("track_occupancy", ~np.isnan(data[..., 0, 0]), (1, 0))
            f["track_names"] = np.array([t.encode() for t in tracks])
            f["node_names"] = np.array([p.encode() for p in parts])
            f["video_path"] = "flies.mp4"
        with h5py.File(name + ".h5") as f:
            back = {key: f[key][:] for key in ("tracks", "point_scores", "instance_scores", "tracking_scores")}
            if isByTrack:
                back = {"tracks": np.transpose(back["tracks"], (3, 0, 2, 1)), "point_scores": np.transpose(back["point_scores"], (2, 0, 1)),
                        "instance_scores": back["instance_scores"].T, "tracking_scores": back["tracking_scores"].T}
            extra = {"confidence": back["instance_scores"], "tracking_score": back["tracking_scores"]}
            expect(name, keypoint_rows(back["tracks"], tracks, parts, back["point_scores"], extra))


sleap()


# In chunks that are larger than a frame and do not end with the data, with the filters that HDF5 has of its own.
def sleap_by_track():
    data = poses(40, 3, 2)
    with h5py.File("sleap-chunks.h5", "w") as f:
        f.create_dataset("tracks", data=np.transpose(data, (1, 3, 2, 0)), chunks=(2, 1, 1, 7), compression="gzip", shuffle=True, fletcher32=True)
        f.create_dataset("point_scores", data=np.ones((3, 2, 40), np.float32), chunks=(3, 2, 9), compression="lzf")
        f["track_names"] = np.array([], dtype="S1")
        f["node_names"] = np.array([b"a", b"b"])
    with h5py.File("sleap-chunks.h5") as f:
        back = np.transpose(f["tracks"][:], (3, 0, 2, 1))
        expect("sleap-chunks", keypoint_rows(back, ["0", "1", "2"], ["a", "b"], np.transpose(f["point_scores"][:], (2, 0, 1))))


sleap_by_track()


def position_rows(data, first, extra=None):
    rows = []
    for f in range(data.shape[0]):
        for a in range(data.shape[1]):
            if not math.isnan(data[f, a, 0]):
                row = {"frame": f, "agent": str(a + first), "x": float(data[f, a, 0]), "y": float(data[f, a, 1])}
                if data.shape[2] > 2:
                    row["z"] = float(data[f, a, 2])
                rows.append({**row, **{k: float(v[f, a]) for k, v in (extra or {}).items()}})
    return rows


# idtracker.ai: the dictionary that numpy.save pickles, HDF5, and its wide tables.
def idtracker():
    data = RANDOM.normal(300, 50, (7, 3, 2))
    data[3, 1] = math.nan
    probabilities = RANDOM.random((7, 3, 1))
    trajectories = {
        "trajectories": data, "id_probabilities": probabilities, "version": "5.2.10", "frames_per_second": 30.0,
        "body_length": np.float64(61.5), "video_paths": ["/data/video.avi"], "stats": {"estimated_accuracy": np.float64(0.99)},
        "setup_points": {}, "areas": {"mean": np.array([200.0, 210.0, 190.0])},
    }
    np.save("idtracker.npy", trajectories, allow_pickle=True)
    with h5py.File("idtracker.h5", "w") as f:
        f["trajectories"], f["id_probabilities"] = data, probabilities
        f.attrs["frames_per_second"] = 30.0
    back = np.load("idtracker.npy", allow_pickle=True).item()
    expect("idtracker", position_rows(back["trajectories"], 1, {"id_probability": back["id_probabilities"][..., 0]}))
    names = [c + str(a + 1) for a in range(3) for c in "xy"]
    wide = pd.DataFrame(data.reshape(7, 6), columns=names)
    wide.to_csv("idtracker-wide.csv", index=False)
    expect("idtracker-wide", position_rows(pd.read_csv("idtracker-wide.csv", float_precision="round_trip").to_numpy().reshape(7, 3, 2), 1))
    timed = wide.copy()
    timed.insert(0, "time", np.arange(7) / 25)
    timed.to_csv("idtracker-timed.csv", index=False)
    old = pd.DataFrame(np.concatenate([data, probabilities], -1).reshape(7, 9), columns=[c + str(a + 1) for a in range(3) for c in ("X", "Y", "ProbId")])
    old.to_csv("idTracker.txt", index=False, sep="\t", na_rep="NaN")
    back = pd.read_csv("idTracker.txt", sep="\t", float_precision="round_trip").to_numpy().reshape(7, 3, 3)
    expect("idTracker", position_rows(back[..., :2], 1, {"id_probability": back[..., 2]}))


idtracker()


# TRex: a file per animal, whose missing positions are infinite.
def trex():
    frames = np.arange(10, 18)
    x, y = RANDOM.normal(10, 2, 8).astype(np.float32), RANDOM.normal(10, 2, 8).astype(np.float32)
    x[4] = y[4] = np.inf
    speed = RANDOM.random(8).astype(np.float32)
    arrays = {
        "frame": frames.astype(np.float64), "time": (frames / 25).astype(np.float64), "X": x, "Y": y, "SPEED": speed, "missing": np.isinf(x),
        "id": np.array([3], np.uint64), "frame_rate": np.array([25.0]), "video_size": np.array([1000.0, 800.0]),
        "midline_points": np.zeros((3, 10, 2), np.float32),
    }
    np.savez("trex.npz", **arrays)
    np.savez_compressed("trex-compressed.npz", **arrays)
    back = np.load("trex.npz")
    expect("trex", [
        {"frame": int(back["frame"][i]), "agent": "3", "x": float(back["X"][i]), "y": float(back["Y"][i]), "speed": float(back["SPEED"][i]),
         "time": float(back["time"][i]), "missing": float(back["missing"][i])}
        for i in range(8) if not np.isinf(back["X"][i])])


trex()


# Arrays that somebody has saved.
def arrays():
    data = RANDOM.normal(0, 1, (5, 4, 3))
    np.save("positions.npy", np.asfortranarray(data))
    expect("positions", position_rows(np.load("positions.npy"), 0))
    rows = np.zeros(6, dtype=[("frame", "<i4"), ("id", ">i8"), ("x", "<f4"), ("y", "<f2")])
    rows["frame"], rows["id"] = np.arange(6) // 2, np.arange(6) % 2
    rows["x"], rows["y"] = RANDOM.random(6), RANDOM.random(6)
    np.save("records.npy", rows)
    back = np.load("records.npy")
    expect("records", [{"frame": int(r["frame"]), "agent": str(r["id"]), "x": float(r["x"]), "y": float(r["y"])} for r in back])
    np.save("rows.npy", np.stack([rows["frame"], rows["id"], rows["x"], rows["y"]], 1).astype(">f8"))
    expect("rows", [{"frame": int(r[0]), "agent": str(int(r[1])), "x": float(r[2]), "y": float(r[3])} for r in np.load("rows.npy")])


arrays()


# Details that a review found: sub-arrays, padding, big-endian texts, columns of several types, an hour of SLEAP, checksums.
def details():
    rows = np.zeros(4, dtype=[("frame", "<i4"), ("id", "<i4"), ("pose", "<f4", (3,)), ("it's", "<f8"), ("x", "<f8"), ("y", "<f8")])
    rows["frame"], rows["x"], rows["y"], rows["it's"] = np.arange(4), RANDOM.random(4), RANDOM.random(4), RANDOM.random(4)
    np.save("subarrays.npy", rows)
    expect("subarrays", [{"frame": int(r["frame"]), "agent": "0", "x": float(r["x"]), "y": float(r["y"]), "it's": float(r["it's"])} for r in np.load("subarrays.npy")])
    aligned = np.zeros(3, dtype=np.dtype([("frame", "<i2"), ("id", "<i4"), ("x", "<f8"), ("y", "<f8")], align=True))
    aligned["frame"], aligned["x"] = np.arange(3), RANDOM.random(3)
    np.save("aligned.npy", aligned)
    expect("aligned", [{"frame": int(r["frame"]), "agent": "0", "x": float(r["x"]), "y": float(r["y"])} for r in np.load("aligned.npy")])
    np.savez("labels.npz", frame=np.arange(2), individual=np.array(["ada", "bob"], dtype=">U3"), x=np.array([1.5, 2.5]), y=np.array([3.5, 4.5]), phase=np.array([1j, 2j]), since=np.array([0, 1], "datetime64[s]"), a=np.ones(1), b=np.ones(1), c=np.ones(1), d=np.ones(1), e=np.ones(1))
    expect("labels", [{"frame": 0, "agent": "ada", "x": 1.5, "y": 3.5}, {"frame": 1, "agent": "bob", "x": 2.5, "y": 4.5}])
    columns = pd.MultiIndex.from_product([["s"], ["nose", "v"], ["x", "y"]], names=["scorer", "bodyparts", "coords"])
    mixed = pd.DataFrame([[1, 2, 3.5, 4.5], [5, 6, 7.5, 8.5]], columns=columns)
    for form in ("table", "fixed"):
        mixed.to_hdf(f"mixed-{form}.h5", key="df", format=form, mode="w")
    expect("mixed", [{"frame": f, "agent": "0", "x": (r[0] + r[2]) / 2, "y": (r[1] + r[3]) / 2, "nose_x": float(r[0]), "nose_y": float(r[1]), "keypoint_v_x": r[2], "keypoint_v_y": r[3]} for f, r in enumerate(mixed.to_numpy())])
    with h5py.File("checksum.h5", "w") as f:
        f.create_dataset("trajectories", data=np.full((5, 2, 2), -1, "i2"), chunks=(5, 2, 2), fletcher32=True)
    expect("checksum", position_rows(np.full((5, 2, 2), -1.0), 1))
    with h5py.File("vlen.h5", "w") as f:
        f["tracks"], f["node_names"], f["track_names"] = np.ones((2, 2, 1, 3)), ["nose"], ["ada", "b\u00f6b"]
    expect("vlen", keypoint_rows(np.ones((3, 2, 1, 2)), ["ada", "b\u00f6b"], ["nose"]))
    columns = {"frame": [0, 1, 2], "individual": ["ada", "ada", "bob"], "x": [1.5, 2.5, None], "y": [1.0, 2.0, None]}
    with open("lists.pkl", "wb") as f:
        pickle.dump(columns, f)
    expect("lists", [{"frame": 0, "agent": "ada", "x": 1.5, "y": 1.0}, {"frame": 1, "agent": "ada", "x": 2.5, "y": 2.0}])
    labelled = pd.DataFrame([[1.5, 2.5]], columns=pd.MultiIndex.from_product([["Ann"], ["nose"], ["x", "y"]]), index=pd.MultiIndex.from_tuples([("labeled-data", "video", "img012.png")]))
    labelled.to_hdf("labelled.h5", key="df_with_missing", mode="w")
    with h5py.File("compact.h5", "w") as f:
        create = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        create.set_layout(h5py.h5d.COMPACT)
        data = RANDOM.random((3, 2, 2))
        dataset = h5py.h5d.create(f.id, b"trajectories", h5py.h5t.NATIVE_DOUBLE, h5py.h5s.create_simple((3, 2, 2)), create)
        dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, data)
    expect("compact", position_rows(data, 1))


details()


# The labs' simulations: a data set as torch.save pickles it, and the rollouts of a model.
def simulations():
    import torch

    module = types.ModuleType("collab_env.sim.boids_gnn_temp.animal_simulation")
    class AnimalTrajectoryDataset:
        pass
    AnimalTrajectoryDataset.__module__ = module.__name__
    AnimalTrajectoryDataset.__qualname__ = "AnimalTrajectoryDataset"
    module.AnimalTrajectoryDataset = AnimalTrajectoryDataset
    sys.modules[module.__name__] = module
    for parent in ("collab_env", "collab_env.sim", "collab_env.sim.boids_gnn_temp"):
        sys.modules[parent] = types.ModuleType(parent)

    def dataset(sequences):
        saved = AnimalTrajectoryDataset()
        saved.width, saved.height, saved.N = 480, 480, 4
        saved.species_to_idx = {"A": 0, "B": 1}
        saved.sequences = sequences
        return saved
    sequences = [(RANDOM.random((6, 4, 2)).astype(np.float32) / [480, 480], [0, 0, 1, 1]) for _ in range(3)]
    torch.save(dataset(sequences[:1]), "boids.pt")
    torch.save(dataset(sequences), "boids-sequences.pt")
    back = torch.load("boids-sequences.pt")
    species = lambda rows: [{**row, "type": "AABB"[int(row["agent"])]} for row in rows]
    expect("boids", species(position_rows(torch.load("boids.pt").sequences[0][0], 0)))
    expect("boids-2", species(position_rows(back.sequences[2][0], 0)))
    # A tensor that is a view of another one, and so has its strides.
    view = torch.tensor(RANDOM.random((2, 6, 5))).permute(2, 1, 0)[:, 1:5]
    torch.save(dataset([(view, torch.tensor([0, 0, 1, 1]))]), "boids-tensors.pt")
    expect("boids-tensors", species(position_rows(torch.load("boids-tensors.pt").sequences[0][0].numpy(), 0)))

    def batch(size):
        frames = 5
        return {
            "actual": [RANDOM.random((size, 4, 2)).astype(np.float32) for _ in range(frames)],
            "predicted": [RANDOM.random((size, 4, 2)).astype(np.float32) for _ in range(frames)],
            "predicted_acc": [RANDOM.random((size, 4, 2)).astype(np.float32) for _ in range(frames)],
            "loss": [np.float32(0.5)] * frames,
            "W": [(torch.zeros((2, 3), dtype=torch.long), torch.rand(3)) for _ in range(frames)],
        }
    rollouts = {0: {0: batch(2), 1: batch(1)}}
    for protocol in (2, 4, 5):
        with open(f"rollout-{protocol}.pkl", "wb") as f:
            pickle.dump(rollouts, f, protocol=protocol)
    with open("rollout-4.pkl", "rb") as f:
        content = pickle.load(f)[0][1]
    stack = lambda key: np.stack([a[0] for a in content[key]]).astype(float)
    extra = {k + "_" + c: stack(k)[..., i] for k in ("actual", "predicted_acc") for i, c in enumerate("xy")}
    expect("rollout", position_rows(stack("predicted"), 0, extra))


simulations()


# The tidy Parquet of animovement, with a row for each keypoint (pyarrow writes it).
def animovement():
    data, scores = poses(5, 2, 3), RANDOM.random((5, 2, 3))
    parts, animals = ["nose", "left ear", "tail"], ["ada", "bob"]
    table = pd.DataFrame([
        {"session": "day one", "trial": 1, "individual": animals[a], "keypoint": parts[p], "time": f, "x": data[f, a, p, 0], "y": data[f, a, p, 1], "confidence": scores[f, a, p]}
        for a in range(2) for p in range(3) for f in range(5)])
    table.to_parquet("animovement.parquet", index=False)
    data = pd.read_parquet("animovement.parquet")[["x", "y"]].to_numpy().reshape(2, 3, 5, 2).transpose(2, 0, 1, 3)
    extra = {"trial": np.ones((5, 2))}
    expect("animovement", [{**r, "session": "day one"} for r in keypoint_rows(data, animals, parts, scores, extra)])


animovement()


# JSON lines, with nulls, an object and a list.
with open("records.jsonl", "w") as f:
    rows = []
    for i in range(6):
        row = {"frame": i // 2, "id": i % 2, "x": float(RANDOM.random()), "y": float(RANDOM.random()), "mood": None if i == 1 else "calm, \"warm\"", "pose": {"angle": i * 0.5}}
        f.write(json.dumps(row) + "\n")
        rows.append({"frame": row["frame"], "agent": str(row["id"]), "x": row["x"], "y": row["y"], "mood": row["mood"], "pose.angle": row["pose"]["angle"]})
    expect("records-jsonl", rows)


# Hostile files: none may be followed, believed or unpacked.
def hostile():
    with h5py.File("hostile-link.h5", "w") as f:
        f["tracks"] = h5py.ExternalLink("/etc/passwd", "tracks")
        f["trajectories"] = h5py.ExternalLink("idtracker.h5", "trajectories")
    with h5py.File("hostile-promise.h5", "w") as f:
        f.create_dataset("trajectories", shape=(2_000_000_000, 100, 2), chunks=(100_000, 10, 2), dtype="f8", compression="gzip")
    with h5py.File("hostile-filter.h5", "w") as f:
        f.create_dataset("trajectories", data=np.ones((5, 2, 2)).astype("i4"), scaleoffset=0)
    with h5py.File("hostile-chunk.h5", "w") as f:
        f.create_dataset("trajectories", shape=(3_000_000, 1, 2), chunks=(3_000_000, 1, 2), dtype="f8", compression="gzip")
        f["trajectories"][0, 0, 0] = 1.0
    np.save("hostile-objects.npy", np.array([types.SimpleNamespace(a=1)], dtype=object), allow_pickle=True)


hostile()
