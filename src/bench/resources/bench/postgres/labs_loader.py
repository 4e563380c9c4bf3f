"""What a lab's own loader does today, as its plan describes it: pandas reads the file, to_sql writes the observations,
their ids are fetched back into a dictionary, a record per property value is made in Python, to_sql writes those.

Usage: labs_loader.py ADDRESS EPISODE_ID FILE
"""

import pathlib
import sys

import pandas
import sqlalchemy

KEYS = ["id", "type", "time"]
MOTION = ["x", "y", "z", "v_x", "v_y", "v_z"]
ROWS_OF_AN_INSERT = 1000

address, episode_id, file = sys.argv[1:]
frame = pandas.read_csv(pathlib.Path(file))
engine = sqlalchemy.create_engine(address)

with engine.begin() as connection:
    connection.execute(
        sqlalchemy.text("INSERT INTO episodes VALUES (:id, 'bench', 0, :frames, :agents, 30, '')"),
        {"id": episode_id, "frames": int(frame["time"].max()) + 1, "agents": int(frame["id"].nunique())},
    )
    observations = frame[KEYS + MOTION].rename(
        columns={"id": "agent_id", "type": "agent_type_id", "time": "time_index"}
    )
    observations.insert(0, "episode_id", episode_id)
    observations.to_sql(
        "observations", connection, if_exists="append", index=False, method="multi", chunksize=ROWS_OF_AN_INSERT
    )

    properties = [column for column in frame.columns if column not in KEYS + MOTION]
    rows = connection.execute(
        sqlalchemy.text("SELECT observation_id, time_index, agent_id FROM observations WHERE episode_id = :id"),
        {"id": episode_id},
    )
    observation_ids = {(row[1], row[2]): row[0] for row in rows}
    records = []
    for name in properties:
        for time_index, agent_id, value in zip(frame["time"], frame["id"], frame[name]):
            records.append(
                {
                    "observation_id": observation_ids.get((time_index, agent_id)),
                    "property_id": name,
                    "value_float": value,
                    "value_text": None,
                }
            )
    if records:
        pandas.DataFrame(records).to_sql(
            "extended_properties", connection, if_exists="append", index=False, method="multi", chunksize=ROWS_OF_AN_INSERT
        )
