"""Answers from knowledge pages: which page answers a question, surely enough to be sent."""

from nlu.answers.finding import Finder, Found
from nlu.answers.pages import Library, load
from nlu.answers.reading_pages import Page, PagesError

__all__ = ["Finder", "Found", "Library", "Page", "PagesError", "load"]
