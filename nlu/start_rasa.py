"""`python -m nlu.start_rasa …`, in .venv-nlu: `rasa …`, quieter and the same every time.

Sanic turns deprecation warnings on when it is imported, whatever PYTHONWARNINGS says; Rasa does the same for user
warnings when it starts, and matplotlib's, which it loads then, are both. And `rasa test` shuffles its folds and takes
no seed.
"""

import importlib
import runpy
import warnings

SEED = 20

if __name__ == "__main__":
    importlib.import_module("sanic.app")
    warnings.simplefilter("ignore", DeprecationWarning)
    importlib.import_module("matplotlib.fontconfig_pattern")
    importlib.import_module("numpy").random.seed(SEED)
    runpy.run_module("rasa", run_name="__main__", alter_sys=True)
