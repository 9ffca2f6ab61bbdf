import gzip
import hashlib
import io
import os
import sys

import pytest

from extractor import text
from extractor.errors import InputError

SENTENCE = "Rebels near Bria said on Friday – “without doubt” – that nine of their men had died; the army’s count is lower.\r\n"


def _article(tmp_path, data: bytes, name: str = "bria.txt"):
    path = tmp_path / name
    path.write_bytes(data)
    notes: list[str] = []
    return text.read_article(str(path), notes=notes), notes


def _problem(path) -> str:
    with pytest.raises(InputError) as caught:
        text.read_article(str(path))
    return str(caught.value).replace(f"{os.path.dirname(str(path))}/", "")


def test_utf8_is_read_as_it_is(tmp_path):
    data = SENTENCE.encode()
    article, notes = _article(tmp_path, data)
    assert (article.text, article.sha256, notes) == (SENTENCE, hashlib.sha256(data).hexdigest(), [])


def test_byte_order_mark_stays_in_the_offsets(tmp_path):
    article, notes = _article(tmp_path, b"\xef\xbb\xbf" + SENTENCE.encode())
    assert article.text == "\ufeff" + SENTENCE
    assert notes == []


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-be", "utf-32"])
def test_other_encodings_are_found_and_named(tmp_path, encoding):
    article, notes = _article(tmp_path, (SENTENCE * 3).encode(encoding))
    assert article.text == SENTENCE * 3
    assert len(notes) == 1
    assert "bria.txt: read as " in notes[0]


def test_latin1_name_is_read(tmp_path):
    article, notes = _article(tmp_path, "Nine died in Tésséré, the mayor of Agadés said.\n".encode("latin-1"))
    assert "Tésséré" in article.text
    assert notes == [f"{tmp_path}/bria.txt: read as cp1252; save it as UTF-8 to be sure"]


def test_broken_utf8_keeps_the_rest(tmp_path):
    article, notes = _article(tmp_path, SENTENCE.encode() + b"cut \xe2\x80")
    assert article.text == SENTENCE + "cut \ufffd"
    assert notes == [
        f"{tmp_path}/bria.txt: broken UTF-8 at byte 127, read with a replacement character; save it as UTF-8 again"
    ]


def test_published_is_kept(tmp_path):
    (tmp_path / "a.txt").write_text("Nine died.")
    assert text.read_article(str(tmp_path / "a.txt"), "2025-02-27").published == "2025-02-27"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x.txt: empty; give an article with text"),
        (b" \r\n\t\n", "x.txt: only blanks; give an article with text"),
        ("\ufeff \n".encode(), "x.txt: only blanks; give an article with text"),
        (b"%PDF-1.7 \xe2\xe3", "x.txt: a PDF, not text; convert it first, for example with pdftotext"),
        (b"PK\x03\x04....", "x.txt: an Office document or archive, not text; save its text as UTF-8 first"),
        (gzip.compress(b"hello", mtime=0), "x.txt: compressed, not text; unpack it first, for example with gunzip"),
        (b"{\\rtf1 hi}", "x.txt: RTF, not text; save its text as UTF-8 first"),
        (b"\x7fELF\x00\x01\x02" * 40, "x.txt: binary, not text; give an article as plain text, in UTF-8"),
        (b"\x01\x02\x03abc" * 40, "x.txt: binary, not text; give an article as plain text, in UTF-8"),
        (
            b"\xef\xbb\xbf\n<!-- saved -->\n<!DOCTYPE html><p>Nine died.",
            "x.txt: HTML, not text; convert it first, for example with pandoc -t plain",
        ),
        (b"<html lang=en>", "x.txt: HTML, not text; convert it first, for example with pandoc -t plain"),
    ],
)
def test_what_is_no_article_is_named_with_the_mend(tmp_path, data, message):
    (tmp_path / "x.txt").write_bytes(data)
    assert _problem(tmp_path / "x.txt") == message


def test_text_about_html_is_text(tmp_path):
    assert _article(tmp_path, b"The leaflet showed <html> as a title.")[0].text.startswith("The leaflet")


def test_missing_file_suggests_the_nearest_name(tmp_path):
    (tmp_path / "bangui.txt").write_text("x")
    assert _problem(tmp_path / "bangi.txt") == 'bangi.txt: no such file; did you mean "bangui.txt"?'
    assert _problem(tmp_path / "zzz.txt") == "zzz.txt: no such file; check the name"


def test_missing_folder(tmp_path):
    assert _problem(tmp_path / "no" / "x.txt") == f'x.txt: no such file; there is no folder "{tmp_path}/no"'


def test_file_taken_for_a_folder(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    assert _problem(tmp_path / "a.txt" / "b.txt") == "b.txt: no such file; a part of its path is a file"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_unreadable(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    assert _problem(tmp_path / "a.txt").startswith("a.txt: not readable; ")


def test_name_that_no_file_can_have():
    assert _problem("a\0b") == "a\0b: not readable (embedded null byte); check the name"


def test_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(text, "LIMIT", 1_000_000)
    (tmp_path / "a.txt").write_bytes(b"a" * 1_000_001)
    assert _problem(tmp_path / "a.txt") == "a.txt: too large, more than 1 MB; split it into articles"


def test_endless_input_is_too_large_not_endless(monkeypatch):
    monkeypatch.setattr(text, "LIMIT", 1_000_000)
    assert _problem("/dev/zero").startswith("zero: too large")


def test_stdin_gives_the_same_text_as_the_file(tmp_path, monkeypatch):
    data = b"\xef\xbb\xbf" + SENTENCE.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))
    read, (from_file, _) = text.read_article("-"), _article(tmp_path, data)
    assert (read.file, read.text, read.sha256) == ("-", from_file.text, from_file.sha256)


def test_folders_are_walked_in_sorted_order(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "a.txt", "a/notes.md", ".git/x.txt", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [str(path).removeprefix(f"{tmp_path}/") for path in text.find_articles([str(tmp_path)])]
    assert found == ["a.txt", "a/b/c.txt", "a/z.txt", "b.txt"]


def test_folder_named_with_a_slash_or_a_dot(tmp_path, monkeypatch):
    (tmp_path / "c").mkdir()
    (tmp_path / "c/x.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert list(text.find_articles(["c/", "c", ".", "-", "nix"])) == ["c/x.txt", "c/x.txt", "c/x.txt", "-", "nix"]


def test_folder_without_articles(tmp_path):
    (found,) = text.find_articles([str(tmp_path)])
    assert str(found) == f"{tmp_path}: a folder without articles; it must hold *.txt files"


@pytest.mark.parametrize(
    ("whole", "longest"),
    [
        ("the trucks moved on over the bridge " * 3000, 3000),
        ("The trucks moved on over the bridge. " * 800, 10_000),
        ("x" * 25_000, 10_000),
    ],
    ids=["no stop", "sentences", "no blank"],
)
def test_text_beyond_all_measure_is_cut(whole: str, longest: int):
    pieces = [whole[start:end] for (start, end), _ in text.paragraphs(whole)]
    assert all(0 < len(piece) <= longest for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(whole.split())


def test_cut_is_made_between_sentences():
    whole = "The trucks moved on. " * 800
    assert {whole[start:end][-1] for (start, end), _ in text.paragraphs(whole)} == {"."}


def test_paragraph_of_usual_length_is_whole():
    whole = "The trucks moved on. " * 400
    assert [span for span, _ in text.paragraphs(whole)] == [(0, len(whole) - 1)]
