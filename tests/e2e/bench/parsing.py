"""`python -m tests.e2e.bench.parsing MODEL TEXTS.json ANSWERS.json`, in .venv-nlu, for public.py."""

import json
import sys
from pathlib import Path

from nlu.evaluation.answers import loaded
from nlu.serving import Home

if __name__ == "__main__":
    model, texts = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    parse = loaded(Home(Path(__file__).resolve().parents[3]), model)
    best = [parse(text)["intent"] for text in texts]
    Path(sys.argv[3]).write_text(json.dumps([[one["name"], one["confidence"]] for one in best]), encoding="utf-8")
