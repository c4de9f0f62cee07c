"""`python -m nlu.start_rasa …`, in .venv-nlu: `rasa …`, quieter and the same every time.

Sanic and pyparsing turn deprecation warnings on when they are imported, whatever PYTHONWARNINGS says, and each of
Rasa's libraries then has one to tell. And `rasa test` shuffles its folds and takes no seed.
"""

import importlib
import runpy
import warnings

SEED = 20

if __name__ == "__main__":
    for turns_warnings_on in ("sanic.app", "pyparsing"):
        importlib.import_module(turns_warnings_on)
    warnings.simplefilter("ignore", DeprecationWarning)
    importlib.import_module("numpy").random.seed(SEED)
    runpy.run_module("rasa", run_name="__main__", alter_sys=True)
