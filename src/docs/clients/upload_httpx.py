"""Loads one episode as a form, in a few lines: upload_httpx.py FILE http://host (needs httpx)."""

import sys

import httpx

path, host = sys.argv[1:]
with open(path, "rb") as file, httpx.Client(transport=httpx.HTTPTransport(retries=5), timeout=3600) as client:
    answer = client.post(f"{host}/episodes", files={"file": file})
if answer.is_error:
    raise SystemExit(answer.json()["detail"])
receipt = answer.json()
print(receipt["episode_id"], receipt["observations"], receipt["extended_properties"])
