"""Bytes to text: which encoding, what was mended, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from summarizer.model import Notice

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"RIFF", "an audio, video or image file"),
    (b"ID3", "an audio file"),
    (b"OggS", "an audio or video file"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,30})""", re.I
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")

# What Windows-1252 shows for the bytes 0x80 to 0xBF: the second half of a UTF-8 character that was read wrongly.
_TAIL_CHARS = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)) + "\x81\x8d\x8f\x90\x9d"
_TAIL = f"[{re.escape(_TAIL_CHARS)}]"
_MOJIBAKE = re.compile(f"[Â-ß]{_TAIL}|[à-ï]{_TAIL}{{2}}|[ð-ô]{_TAIL}{{3}}")
_PUNCTUATION = re.compile("â€[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2010-\u2122]")
_STRAY_PAIR = re.compile("Â(?=[\u00a0-\u00bf])")


class NotText(ValueError):
    """These bytes are no text."""


def decode(content: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The text of a file with notices on what had to be guessed. Raises NotText for binary content.

    >>> decode("café".encode())[0], decode(b"caf\\xe9 noir")[0]
    ('café', 'café noir')
    """
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise NotText(f"this is {what}, not text")
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _accept(content[len(mark) :].decode(encoding, "replace"))
    if encoding := _unmarked_utf16(content):
        return _accept(content.decode(encoding, "replace"), _guess("UTF-16 without a byte order mark"))
    if b"\x00" in content:
        raise NotText("this holds NUL bytes: it is binary, not text")
    try:
        return _accept(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(content[:4096])
    if declared and (text := _decode_as_declared(content, declared[1].decode("ascii"))) is not None:
        return _accept(text)
    lenient = content.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if broken * 4 < sum(char >= "\x80" for char in lenient):  # UTF-8 but for a few damaged characters
        return _accept(lenient, Notice("encoding", f"{broken} characters were damaged and are shown as \ufffd"))
    text = content.decode("cp1252", "replace")
    if "\ufffd" in text:
        text = content.decode("latin-1")
    return _accept(text, _guess("Windows-1252"))


def mend(text: str) -> tuple[str, str]:
    """Text without lone surrogates and mojibake, and what was mended ("" when nothing was).

    >>> mend("Itâ€™s the cafÃ©")
    ('It’s the café', 'UTF-8 that had been read as Windows-1252')
    """
    mended = []
    if any("\ud800" <= char <= "\udfff" for char in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        mended.append("half characters (lone surrogates)")
    hits = _MOJIBAKE.findall(text)
    if _PUNCTUATION.search(text) or len(hits) >= 3 or (len(hits) >= 1 and len(text) < 400):
        repaired = _STRAY_PAIR.sub("", _MOJIBAKE.sub(_repair, text))
        if repaired != text:
            text = repaired
            mended.append("UTF-8 that had been read as Windows-1252")
    return text, " and ".join(mended)


def _repair(match: re.Match[str]) -> str:
    raw = b"".join(_byte(char) for char in match.group())
    try:
        char = raw.decode("utf-8")
    except UnicodeDecodeError:
        return match.group()
    likely = char < "\u0530" or "\u2010" <= char <= "\u2122" or char >= "\U0001f000" or char == "\ufeff"
    return char if likely else match.group()


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1", "replace")


def _accept(text: str, *notices: Notice) -> tuple[str, tuple[Notice, ...]]:
    n_controls = len(_CONTROL.findall(text))
    if "\x00" in text or n_controls > 8 + len(text) // 50:
        raise NotText("this holds control characters as binary files do: it is not text")
    return text, notices


def _guess(encoding: str) -> Notice:
    return Notice("encoding", f"is not UTF-8; read as {encoding}")


def _unmarked_utf16(content: bytes) -> str:
    head = content[:2000]
    if len(head) < 8 or len(content) % 2:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _decode_as_declared(content: bytes, name: str) -> str | None:
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return None
    if codec.name.startswith(("utf", "unicode", "raw", "idna", "puny")) or not getattr(
        codec, "_is_text_encoding", True
    ):
        return None
    try:
        return content.decode(codec.name)
    except (UnicodeError, ValueError):
        return None
