"""A YAML file as plain values, with the line of every one of them, and without trusting it."""

from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from care_rules.errors import Problem

Place = tuple[str | int, ...]
_DEEPEST = 8  # the book has five levels; an alias to itself has no end


@dataclass
class Source:
    """`file` is the path as given, `value` the file's content, `lines` the line of each key and item."""

    file: str
    raw: bytes = b""
    value: object = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line of a place, or of what it would stand in if it is not there."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def refuse(self, place: Place, what: str) -> None:
        self.problems.append(Problem(self.file, self.line(place), what))


def read_source(path: Path) -> Source:
    source = Source(str(path))
    try:
        source.raw = path.read_bytes()
        text = source.raw.decode("utf-8-sig")
    except OSError as failed:
        source.problems.append(Problem(source.file, 0, f"cannot be read: {failed.strerror}. Check its permissions."))
        return source
    except UnicodeDecodeError as failed:
        line = source.raw.count(b"\n", 0, failed.start) + 1
        source.problems.append(Problem(source.file, line, "not UTF-8. Save the file as UTF-8."))
        return source
    _read_yaml(text, source)
    return source


def _read_yaml(text: str, source: Source) -> None:
    try:
        # Nodes, not values: they keep a key that stands twice, and the line of each. The round-trip loader would leave
        # marks of folded lines (U+0007) in the texts.
        root = YAML(typ="safe", pure=True).compose(text)
    except ReaderError as failed:
        line = text.count("\n", 0, failed.position) + 1
        source.problems.append(Problem(source.file, line, "a character that no text has. Delete it."))
    except MarkedYAMLError as failed:
        mark = failed.problem_mark or failed.context_mark
        what = f"not YAML: {failed.problem or failed.context}. Check indentation, colons and quotes here."
        source.problems.append(Problem(source.file, mark.line + 1 if mark else 0, what))
    except (YAMLError, RecursionError, ValueError):
        source.problems.append(Problem(source.file, 0, "not YAML. Check indentation, colons, quotes and brackets."))
    else:
        if root is None:
            source.problems.append(Problem(source.file, 1, "empty. Write its content, or delete the file."))
        else:
            source.value = _plain(root, (), source)


def _plain(node: Node, place: Place, source: Source) -> object:
    source.lines.setdefault(place, node.start_mark.line + 1)
    if len(place) > _DEEPEST:
        source.refuse(place, f"nested more than {_DEEPEST} deep. Write it flat.")
        return None
    if isinstance(node, MappingNode):
        return _mapping(node, place, source)
    if isinstance(node, SequenceNode):
        return [_plain(item, (*place, index), source) for index, item in enumerate(node.value)]
    return _scalar(node) if isinstance(node, ScalarNode) else None


def _mapping(node: MappingNode, place: Place, source: Source) -> dict[str, object]:
    plain: dict[str, object] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            source.problems.append(Problem(source.file, line, "a key of several values. Write one word."))
        elif key.value in plain:
            first = source.lines[*place, key.value]
            what = f'"{key.value}" is here a second time, the first is in line {first}. Delete one.'
            source.problems.append(Problem(source.file, line, what))
        else:
            source.lines[*place, key.value] = line
            plain[key.value] = _plain(value, (*place, key.value), source)
    return plain


def _scalar(node: ScalarNode) -> object:
    """Words stay words: times, dates and versions are read by who knows what they are."""
    written = str(node.value)
    kind = str(node.tag).rpartition(":")[2]
    if kind == "int" and written.lstrip("+-").isdecimal():
        return int(written) if len(written) < 20 else written
    if kind == "bool":
        return written.lower() == "true"
    return None if kind == "null" else written
