"""Bad input: one clear sentence, the right exit code, and the good articles of the same call are still coded."""

import json
from pathlib import Path

import pytest

from tests.faces.conftest import Run

GOOD = "Norway accused Belarus of jamming radio signals."
LINE = json.dumps({"id": "g", "published": "2024-10-25", "text": GOOD}).encode()

# name of the file, its bytes, and what the sentence about it says
BROKEN: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "it is empty"),
    ("blank.md", b"\n \n", "it is empty"),
    ("empty.jsonl", b"", "it is empty"),
    ("binary.txt", b"MZ\x00\x01\x02", "it is binary (a zero byte at byte 3)"),
    ("report.pdf", b"%PDF-1.7 1 0 obj", "it is a PDF document"),
    ("long.txt", b"x" * 50_000_000, "it has more than 10,000,000 bytes"),
    ("broken.txt", "Peru’s army ".encode() + b"left \xe2\x80 today", "is no valid UTF-8"),
    ("scripts.html", b"<html><script>Norway accused Belarus</script><style>p {}</style></html>", "no words in the page"),
    ("table.csv", b"a,b\n1,2\n", "it is a table"),
]
# what looks odd and is fine
ODD: list[tuple[str, bytes]] = [
    ("scripts.html", b"<html><script>France attacked Georgia</script><p>Norway accused Belarus.</p></html>"),
    ("arabic.txt", "التقى الوزير السفير يوم الاثنين. Norway accused Belarus.".encode()),
    ("hebrew.txt", "\u202bהשר נפגש עם השגריר\u202c. Norway accused Belarus.".encode()),
    ("emoji.txt", "🕊️👩‍👩‍👧‍👦 Norway accused Belarus 🇳🇴🔥.".encode()),
    ("words.txt", ("very " * 10_000 + "soon Norway accused Belarus.").encode()),
    ("escape.txt", b"\x1b[31mNorway accused Belarus.\x07"),
    ("old.txt", b"The \x93army\x94 left. Norway accused Belarus."),
]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD)
    return path


@pytest.mark.parametrize(("name", "data", "words"), BROKEN, ids=[name for name, *_ in BROKEN])
def test_a_broken_file_between_good_ones(
    verbale_command: Run, tmp_path: Path, good: Path, name: str, data: bytes, words: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(data)
    done = verbale_command("code", good, bad, good, "--published", "2024-10-25", "--format", "jsonl", "--quiet")
    assert done.returncode == 1
    assert [json.loads(line)["events"][0]["act"] for line in done.stdout.splitlines()] == ["ACCUSE", "ACCUSE"]
    (sentence,) = done.stderr.splitlines()
    assert sentence.startswith(f"verbale: {bad}: ")
    assert words in sentence
    assert sentence.endswith(".")
    assert len(sentence) - len(str(bad)) < 250


@pytest.mark.parametrize(("name", "data", "words"), BROKEN, ids=[name for name, *_ in BROKEN])
def test_a_broken_file_alone(verbale_command: Run, tmp_path: Path, name: str, data: bytes, words: str) -> None:
    bad = tmp_path / name
    bad.write_bytes(data)
    done = verbale_command("code", bad)
    assert done.returncode == 3
    assert done.stdout == ""
    assert words in done.stderr.splitlines()[0]
    assert done.stderr.splitlines()[1:] == ["verbale: nothing was coded, because no article could be read."]


@pytest.mark.parametrize("format", ["table", "jsonl", "csv", "html"])
@pytest.mark.parametrize(("name", "data"), ODD, ids=[name for name, _ in ODD])
def test_odd_text_is_coded(verbale_command: Run, tmp_path: Path, name: str, data: bytes, format: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    done = verbale_command("code", path, "--published", "2024-10-25", "--format", format)
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.count("ACCUSE") == {"table": 1, "html": 2}.get(format, done.stdout.count("ACCUSE")) > 0
    assert "France" not in done.stdout
    if format != "jsonl":
        assert "\x1b" not in done.stdout or format == "csv"


def test_broken_json_on_line_seven(verbale_process: Run) -> None:
    given = b"\n".join([LINE] * 6 + [b'{"text": "Norway'] + [LINE] * 2)
    done = verbale_process("code", "-", "--format", "jsonl", "--quiet", given=given)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 8
    (sentence,) = done.stderr.splitlines()
    assert sentence.startswith("verbale: standard input, line 7: it is no JSON (")


def test_a_line_of_fifty_megabytes(verbale_process: Run) -> None:
    given = b"\n".join([LINE, b'{"text": "' + b"x" * 50_000_000 + b'"}', LINE])
    done = verbale_process("code", "-", "--format", "jsonl", "--quiet", given=given)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    (sentence,) = done.stderr.splitlines()
    assert "line 2: it has more than 10,000,000 bytes" in sentence


def test_a_missing_date_is_remarked_and_coded(verbale_command: Run, good: Path) -> None:
    done = verbale_command("code", good, "--format", "jsonl")
    assert done.returncode == 0
    assert json.loads(done.stdout)["article"]["published"] is None
    assert done.stderr == (
        'verbale: the article has no publication date, so days like "on Tuesday" stay unknown: add --published DATE.\n'
    )
    assert verbale_command("code", good, "--format", "jsonl", "--quiet").stderr == ""


def test_a_folder_a_missing_file_and_a_good_one(verbale_command: Run, tmp_path: Path, good: Path) -> None:
    done = verbale_command("code", tmp_path, tmp_path / "none.txt", good, "--format", "csv", "--published", "2024-10-25")
    assert done.returncode == 1
    folder, missing, summary = done.stderr.splitlines()
    assert "it is a folder" in folder
    assert "there is no such file" in missing
    assert summary == "verbale: 1 article coded, 1 event; 2 could not be read."
    assert done.stdout.count("\r\n") == 2


def test_no_permission(verbale_command: Run, tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read everything, so the refusal is simulated for one file."""
    opened = Path.open

    def guarded(path: Path, *words: str, **options: str) -> object:
        if path.name == "secret.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *words, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", guarded)
    done = verbale_command("code", tmp_path / "secret.txt", good, "--quiet")
    assert done.returncode == 1
    assert "you may not read it" in done.stderr
    assert "ACCUSE" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("format", ["table", "jsonl", "csv", "html"])
def test_a_full_disk(verbale_process: Run, good: Path, format: str) -> None:
    done = verbale_process("code", good, "--published", "2024-10-25", "--format", format, "-o", "/dev/full")
    assert done.returncode == 4
    assert done.stderr == "verbale: /dev/full cannot be written (No space left on device): make room or name another file.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_standard_output(good: Path) -> None:
    import subprocess
    import sys

    from tests.faces import run_with_fake

    command = [sys.executable, run_with_fake.__file__, "code", str(good), "--quiet"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert done.returncode == 4
    assert done.stderr == (
        "verbale: standard output cannot be written (No space left on device): make room or name another file with -o.\n"
    )
