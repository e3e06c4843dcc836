"""XML from outside to a tree: no document type, so no entity of its own and nothing fetched; limits on its size."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from xml.parsers import expat

_VOID = ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
_MAX_DEPTH = 100
_MAX_ELEMENTS = 300_000
_FIXES = {
    expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]: 'a bare "&" or "<" is written "&amp;" or "&lt;"',
    expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]: 'XML has no such name; write "&#160;" for "&nbsp;"',
    expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]: "close every element in the order in which it was opened",
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]: "it breaks off; send the whole file",
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN]: "it breaks off; send the whole file",
    expat.errors.codes[expat.errors.XML_ERROR_UNBOUND_PREFIX]: "declare the prefix (xmlns:…) at the first element",
}


class BadXml(ValueError):
    """The XML cannot be read: where, and what would mend it."""


@dataclass(slots=True)
class Node:
    """An element: its name without prefix, the address of its namespace, attributes likewise, and what is in it."""

    name: str
    space: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list[str | Node] = field(default_factory=list)

    @property
    def children(self) -> list[Node]:
        """The elements directly in it, in order."""
        return [part for part in self.parts if isinstance(part, Node)]

    @property
    def text(self) -> str:
        """All its text, without markup, stripped."""
        return "".join(_pieces(self, with_tags=False)).strip()

    @property
    def markup(self) -> str:
        """What is in it as HTML: elements as tags without prefixes, text escaped."""
        return "".join(_pieces(self, with_tags=True)).strip()


def _pieces(node: Node, *, with_tags: bool) -> list[str]:
    pieces: list[str] = []
    for part in node.parts:
        if isinstance(part, str):
            pieces.append(html.escape(part, quote=False) if with_tags else part)
            continue
        inner = _pieces(part, with_tags=with_tags)  # no deeper than _MAX_DEPTH
        if with_tags:
            given = "".join(f' {name}="{html.escape(value)}"' for name, value in part.attributes.items())
            is_void = not inner and part.name.lower() in _VOID
            inner = [f"<{part.name}{given}>", *inner, *([] if is_void else [f"</{part.name}>"])]
        pieces += inner
    return pieces


def read_xml(text: str) -> Node:
    """The root element of an XML text.

    Raises BadXml naming line and column for what is not well-formed, for any DOCTYPE (it could name entities that
    unfold without end, or files to be fetched), and for what is nested too deeply or has too many elements.

    >>> read_xml("<a>x<b>y</b></a>").text
    'xy'
    """
    parser = expat.ParserCreate("utf-8", namespace_separator="\n")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    root = Node("")
    opened = [root]
    n_elements = 0

    def refuse(why: str) -> None:
        raise BadXml(f"line {parser.CurrentLineNumber}, column {parser.CurrentColumnNumber + 1}: {why}")

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal n_elements
        n_elements += 1
        if len(opened) > _MAX_DEPTH:
            refuse(f"elements are nested more than {_MAX_DEPTH} deep")
        if n_elements > _MAX_ELEMENTS:
            refuse(f"more than {_MAX_ELEMENTS} elements; split the file")
        space, _, local = name.rpartition("\n")
        node = Node(local, space, {key.rpartition("\n")[2]: value for key, value in attributes.items()})
        opened[-1].parts.append(node)
        opened.append(node)

    def doctype(*_: object) -> None:
        refuse("a document type (DOCTYPE) is not read, for what it could unfold or fetch; take it out")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: opened.pop()
    parser.CharacterDataHandler = lambda data: opened[-1].parts.append(data)
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(text.lstrip("\ufeff \t\r\n").encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        fix = _FIXES.get(error.code, "mend it there")
        told = f"line {error.lineno}, column {error.offset + 1}: not well-formed XML ({expat.ErrorString(error.code)})"
        raise BadXml(f"{told}; {fix}") from None
    return root.children[0]
