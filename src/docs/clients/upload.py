"""Loads one episode with progress and retries: upload.py FILE http://host (needs requests)."""

import os
import sys
import time

import requests


class Progress:
    """A file that says how much of it has been read; requests streams it."""

    def __init__(self, path):
        self.file = open(path, "rb")
        self.size = os.path.getsize(path)

    def __len__(self):
        return self.size

    def read(self, count=-1):
        chunk = self.file.read(count)
        print(f"\r{100 * self.file.tell() // max(1, self.size):3d} %", end="", file=sys.stderr)
        return chunk


def upload(path, host, tries=5):
    name = os.path.basename(path)
    for attempt in range(1, tries + 1):
        try:
            answer = requests.post(
                f"{host}/episodes",
                params={"episode_id": os.path.splitext(name)[0]},
                data=Progress(path),
                # The same key and bytes give the first receipt again, so a retry can do no harm.
                headers={"Content-Type": "text/csv", "Idempotency-Key": name},
                timeout=3600,
            )
        except requests.ConnectionError as error:
            # The service answers a wrong row at once; requests sees only that the connection ended.
            answer, reason = None, error
        if answer is not None and answer.ok:
            return answer.json()
        if answer is not None and "Retry-After" not in answer.headers:
            problem = answer.json()
            raise SystemExit(f"{problem['title']}: {problem['detail']} {problem.get('errors', '')}")
        if attempt == tries:
            raise SystemExit(f"{path} was not loaded: {answer.text if answer is not None else reason}")
        time.sleep(float(answer.headers["Retry-After"]) if answer is not None else 2**attempt)


if __name__ == "__main__":
    receipt = upload(sys.argv[1], sys.argv[2])
    print(receipt["episode_id"], receipt["observations"], receipt["extended_properties"])
