from pathlib import Path

import pytest

from tests.unit.book_folder import change, refusals


@pytest.mark.parametrize(
    ("file", "old", "new", "on", "message"),
    [
        (
            "greetings.yml",
            "at: 09:00",
            "at: 9 o'clock",
            "at: 9",
            "is no time of day. Write hours and minutes, like 09:00.",
        ),
        (
            "greetings.yml",
            "at: 09:00",
            "at: 23:00",
            "at: 23",
            "is in the quiet hours 22:00-08:00 (desk.yml). Write a time",
        ),
        ("answers.yml", "    en: We are here", "    de: We are here", "text:", 'no text in "en"'),
        ("answers.yml", "hours:", "Our hours:", "Our hours", "Write small letters, digits and _"),
        ("answers.yml", "Could you send", "Could {you} send", "Could {you}", "unknown placeholder {you}"),
        ("gestures.yml", "granted_by: agent", "granted_by: boss", "granted_by: boss", "agent"),
        ("gestures.yml", "  title: Free service\n", "", "free_service", "title"),
        ("desk.yml", "complaint: [what, order", "complaint: [what, ordr", "complaint: [what", 'Did you mean "order"?'),
        ("desk.yml", "  suggestion: [what]", "  emergency: [what]", "emergency:", 'unknown key "emergency"'),
        ("greetings.yml", "late: 12h", "late: -1h", "late:", "is no span of time"),
        ("greetings.yml", "late: 12h", "late: 0h", "late:", "is out of bounds"),
        ("greetings.yml", "rank: 10", "rank: 0", "rank: 0", "too small. Write at least 1."),
        ("greetings.yml", "rank: 10", "rank: first", "rank:", "should be a whole number"),
        ("greetings.yml", "rank: 10", "rank:", "rank:", "nothing stands where there should be a whole number"),
        (
            "greetings.yml",
            "rank: 10",
            "rank: 10\n  rank: 11",
            "rank: 11",
            '"rank" is here a second time, the first is in line 8.',
        ),
        ("greetings.yml", "february_28", "february_29", "february_29", 'Did you mean "february_28"?'),
        (
            "greetings.yml",
            "kind: greetings",
            "kind: greeting",
            "kind:",
            'Did you mean "greetings"? Choose from greetings,',
        ),
        (
            "greetings.yml",
            "occasion: birthday",
            "occasion: nameday",
            "nameday",
            'unknown "nameday". Choose from birthday, wedding,',
        ),
        ("greetings.yml", "{name}. It", "{nick}. It", "named:", "unknown placeholder {nick}. Placeholders are {name},"),
        ("greetings.yml", "    ordinary:\n      en:", "    ordinary:\n      EN:", "EN:", "no language code"),
        ("greetings.yml", "  late: 12h", "\tlate: 12h", "\tlate", "not YAML"),
        ("greetings.yml", "birthday:\n", "Birthday Rule:\n", "Birthday Rule", "is no name for a rule"),
        (
            "greetings.yml",
            "rank: 10",
            "rank: 10\n  tiers: [gold, tin]",
            "tin]",
            'unknown tier "tin". Tiers are gold, silver,',
        ),
        ("tiers.yml", "default: ordinary", "default: ordinry", "ordinry", 'Did you mean "ordinary"?'),
        ("tiers.yml", "default: ordinary", "", "priorities:", '"default" is missing'),
        ("tiers.yml", "complaint: 2h", "complaint: 2d", "2d", "counts working time in days. Write hours"),
        ("tiers.yml", "15m around the clock", "15m", "15m", "would wait for the desk to open. Write it like"),
        ("tiers.yml", "request: 4h", "requests: 4h", "requests", 'Did you mean "request"?'),
        ("tiers.yml", "title: Gold", "title: ''", "title: ''", "should be text of at least one character"),
        ("tiers.yml", "gold:", "Gold:", "Gold:", "is no name for a tier"),
        ("desk.yml", "# time_zone: Europe/Berlin", "time_zone: Europe/Bonn", "Bonn", 'unknown time zone "Europe/Bonn"'),
        ("desk.yml", "monday: 09:00-18:00", "monday: 9-18", "monday:", "is no time of day"),
        ("desk.yml", "monday: 09:00-18:00", "monday: [09:00-13:00, 12:00-18:00]", "monday:", "shifts overlap"),
        ("desk.yml", "monday: 09:00-18:00", "monday:", "monday:", "nothing is no opening hours"),
        (
            "desk.yml",
            "sunday: closed",
            "",
            "hours:",
            '"sunday" is missing in "hours". Add it, for example sunday: closed',
        ),
        ("desk.yml", "- 12-25", "- 12-32", "12-32", '"12-32" is no date. Write 2026-12-24, or 12-25 for every year.'),
        ("desk.yml", "22:00-08:00", "22:00-22:00", "22:00-22:00", "begins and ends at once"),
        ("desk.yml", "  day: 1", "  day: never", "day: never", "should be a whole number"),
        ("desk.yml", "week: 2", "weak: 2", "weak", 'unknown key "weak" in "caps". Did you mean "week"?'),
        ("tiers.yml", "urgent: 50%", "urgent: half", "half", '"half" is no share. Write it like 50%'),
        ("tiers.yml", "urgent: 50%", "pressing: 50%", "pressing", 'unknown key "pressing" in "priorities"'),
        ("tiers.yml", "priority: high", "priority: higher", "higher", 'Did you mean "high"?'),
        ("desk.yml", "# holidays: IN-MH", "holidays: XX", "XX", 'unknown country "XX". Write its two letters'),
        (
            "desk.yml",
            "# holidays: IN-MH",
            "holidays: IN-QC",
            "QC",
            'unknown region "QC" of IN. Its regions are AN, AP,',
        ),
        ("desk.yml", "warn: 30m", "open: {12-27: closed}", "12-27", '"12-27" is no date. Write the whole of it'),
        ("desk.yml", "  team: 15m", "  boss: 15m", "boss", 'unknown key "boss" in "ladder"'),
        (
            "follow_ups.yml",
            "text:\n    ordinary:\n      en: You have had your {product} for some days.",
            "text:\n    ordinary:\n      en: Thank you for your {product}, here is {gift}.",
            "first_weeks:",
            "{gift} is named, and ordinary has none (tiers.yml).",
        ),
        ("follow_ups.yml", "{stage: [first_time]}", "{segment: nobody}", "segment", 'unknown segment "nobody".'),
        ("greetings.yml", "occasion: festival", "occasion: festival\n  festivals: [dwali]", "dwali", '"diwali"?'),
        (
            "win_back.yml",
            "We have not seen",
            "Since {product} we have not seen",
            "text:",
            "{product} is not known with",
        ),
        ("greetings.yml", "  signed: Your team", "", "wedding:", "{signed} is named, and nobody signs."),
        ("greetings.yml", "rank: 10", "rank: 10\n  signed: Us", "birthday:", "no text says {signed}. Put it where"),
        (
            "greetings.yml",
            "rank: 10",
            "rank: 10\n  buttons: [{say: {en: Look}, open: http://a.example}]",
            "buttons:",
            '"http://a.example" is no address to open. Write the whole of it, like https://example.com/book.',
        ),
        (
            "greetings.yml",
            "rank: 10",
            "rank: 10\n  buttons: [{say: {hi: देखिए}, open: https://a.example}]",
            "buttons:",
            'no text in "en"',
        ),
        (
            "greetings.yml",
            "rank: 10",
            "rank: 10\n  buttons: [{say: {en: For the best of all customers that we have}, open: https://a.example}]",
            "buttons:",
            "is too long for a button. Write at most 40 characters.",
        ),
        (
            "greetings.yml",
            "rank: 10",
            "rank: 10\n  buttons: [{say: {en: 'For {company}'}, open: https://a.example}]",
            "buttons:",
            "a button says the same to everybody.",
        ),
        ("reminders.yml", "rank:", "call: true\n  rank:", ":", "call without a task. Add task"),
        ("retention.yml", "heard: 7d", "heard: 1d", "1d", '"1d" is too short to be safe. Write 2d or more.'),
        ("retention.yml", "written: 90d", "written: 6d", "6d", "Write 7d or more."),
        ("retention.yml", "looks: 366d", "look: 366d", "look", "looks"),
        ("desk.yml", "after_complaint: 7d", "after_complaint: [7d]", "[7d]", "a list is no span of time"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_remedy(
    folder: Path, file: str, old: str, new: str, on: str, message: str
) -> None:
    change(folder / file, old, new)
    lines = (folder / file).read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if on in text and not text.startswith("#"))
    told = refusals(folder)
    assert any(one.startswith(f"book/{file}:{line}: ") and message in one for one in told), told


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("more.yml", b"", "book/more.yml:1: empty. Write its content, or delete the file."),
        ("more.yml", b"# nothing yet\n", "book/more.yml:1: empty."),
        ("more.yml", b"- one\n", "book/more.yml:1: no rules here."),
        ("more.yml", b"a: 1\nb: gr\xfc\xdfe\n", "book/more.yml:2: not UTF-8. Save the file as UTF-8."),
        ("more.yml", "a: ü".encode("utf-16"), "book/more.yml:1: not UTF-8."),
        ("more.yml", b"a: 1\nb: \x00\n", "book/more.yml:2: a character that no text has."),
        ("more.yml", b"[" * 5_000, "book/more.yml"),
        ("more.yml", b"a: &a [*a]\n", "book/more.yml:1: "),
        ("more.yml", b"a: 1\n---\nb: 2\n", "book/more.yml:2: not YAML: but found another document."),
        ("more.yml", b"? [a, b]\n: 1\n", "book/more.yml:1: a key of several values. Write one word."),
        ("more.yaml", b"a: 1\n", "book/more.yaml: not read: the book's files end in .yml. Name it more.yml."),
        ("zweite.yml", b"birthday: 3\n", 'book/zweite.yml:1: a second rule "birthday", the first is in greetings.yml.'),
    ],
)
def test_an_odd_file_is_told_in_a_line(folder: Path, name: str, content: bytes, message: str) -> None:
    (folder / name).write_bytes(content)
    told = refusals(folder)
    assert any(one.startswith(message) for one in told), told
