"""What runs inside Rasa, in .venv-nlu; config.yml puts it together. Only here is rasa imported."""
