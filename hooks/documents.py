"""Supplied documents, a PDF or a Word document: opened, and held to lists of what a leaflet needs.

A family opens such a file on its own computer, outside the browser's walls: so nothing in it runs, fetches, sends or carries another file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from hooks.findings import Refused

ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s\\]+|(?!/)[\w./#?=&%-]*", re.IGNORECASE)
"""Where a link may lead: to a web address, an e-mail address or a telephone number, or to a place in the document itself."""
UNPACKED = 40_000_000
"""Bytes to which a part of a PDF or a whole Word document may unpack."""
LEADS = "must lead to a web address, an e-mail address or a telephone number; one does not."


# --- PDF (ISO 32000-2) -------------------------------------------------------------------------------------------------

ACTIONS = frozenset({"/URI", "/GoTo", "/Named"})
"""What may happen: lead to an address or to a page of its own."""
ANNOTATIONS = frozenset({"/Link", "/Widget"})
"""What may lie over a page: links, and the fields of a form to fill in."""
TURNS = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
"""What a named action may do."""
NEVER = frozenset({"/AA", "/JS", "/JavaScript", "/XFA", "/EmbeddedFiles", "/EF", "/Collection", "/RichMediaContent", "/Ref", "/OPI"})
"""Entries that run a program, hold other files, or take something from elsewhere."""
PDF_HOLDS = "A PDF must hold nothing that runs, sends, plays or carries another file, and no notes. Save it again for print (PDF/A)."


def pdf(data: bytes) -> None:
    """Opens a PDF. Raises Refused for one that cannot be opened or holds what a leaflet does not need."""
    import pikepdf  # here: a build without a supplied PDF need not wait for it

    if not data.startswith(b"%PDF-"):
        raise Refused("This file must be a PDF, as its name says; it is none. Save it as a PDF again.")
    if data[data.rfind(b"%%EOF") + 5:].strip():
        raise Refused("A PDF must end where its file ends; more stands after this one. Save it as a PDF again.")
    before = pikepdf.settings.set_qpdf_limits(flate_max_memory=UNPACKED, run_length_max_memory=UNPACKED, png_max_memory=UNPACKED, tiff_max_memory=UNPACKED)
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            if "/Base" in document.Root.get("/URI", {}):
                raise Refused(f"A link of a PDF {LEADS}")
            for found in document.objects:
                _harmless(found)
            if document.get_warnings():  # what had to be mended, or was too much to unpack, another program may read otherwise
                raise ValueError("damaged")
    except pikepdf.PasswordError:
        raise Refused("A PDF must open without a password. Save it again without one.") from None
    except (pikepdf.PdfError, ValueError, TypeError):
        raise Refused("This file must be a PDF that can be opened; it cannot. Save it as a PDF again.") from None
    finally:
        pikepdf.settings.set_qpdf_limits(**before)


def _harmless(found: Any, depth: int = 0) -> None:
    """Looks at an object of a PDF and all that stands in it; what it refers to comes by itself."""
    import pikepdf

    if depth and found.is_indirect:
        return
    if depth > 100:
        raise ValueError("nested too deep")
    if isinstance(found, pikepdf.Array):
        inner = list(found)  # type: ignore[call-overload]
    elif isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
        _look(found)
        inner = [found.get(name) for name in found.keys()]
    else:
        return
    for one in inner:
        if isinstance(one, pikepdf.Object):
            _harmless(one, depth + 1)


def _look(found: Any) -> None:
    """Raises Refused for a dictionary of a PDF that the lists above do not let pass."""
    import pikepdf

    keys = set(found.keys())
    led = [found.get(name) for name in ("/OpenAction", "/Next", "/A", "/PA")]
    led += [one for several in led if isinstance(several, pikepdf.Array) for one in several]  # type: ignore[attr-defined]
    actions = [one for one in led if isinstance(one, pikepdf.Dictionary) and "/S" in one] + ([found] if found.get("/Type") == "/Action" else [])
    over_a_page = found.get("/Type") == "/Annot" or {"/Rect", "/Subtype"} <= keys
    elsewhere = isinstance(found, pikepdf.Stream) and "/F" in keys  # its bytes stand in another file
    if (keys & NEVER or elsewhere or (over_a_page and found.get("/Subtype") not in ANNOTATIONS)
            or any(action.get("/S") not in ACTIONS or ("/N" in action and action.get("/N") not in TURNS) for action in actions)):
        raise Refused(PDF_HOLDS)
    if any(not ADDRESS.fullmatch(str(action.get("/URI", ""))) for action in actions):
        raise Refused(f"A link of a PDF {LEADS}")


# --- Word (ECMA-376) ---------------------------------------------------------------------------------------------------

PARTS = re.compile(r"(?:[\w-]+/)*[\w\[\]-][\w.\[\] -]*\.(?:xml|rels|png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|odttf)|_rels/\.rels", re.IGNORECASE)
"""The files of which it may be made."""
RELATIONS = frozenset("""officeDocument core-properties extended-properties custom-properties thumbnail styles stylesWithEffects settings webSettings fontTable font
    theme numbering footnotes endnotes header footer image hyperlink customXml customXmlProps glossaryDocument""".split())
"""What one part may be to another. Templates, programs, other documents, comments and parts in HTML are not among them."""
FIELDS = frozenset("""HYPERLINK PAGE NUMPAGES SECTIONPAGES PAGEREF REF NOTEREF TOC TC SEQ STYLEREF DATE TIME CREATEDATE SAVEDATE PRINTDATE TITLE AUTHOR SUBJECT
    FILENAME SYMBOL FORMTEXT FORMCHECKBOX FORMDROPDOWN""".split())
"""What Word may work out by itself; none asks another file or program."""
AIM = re.compile(r'(\\[lot]\s*)?(?:"([^"]*)"|([^\s"\\]+))', re.IGNORECASE)
"""A word of an instruction that leads somewhere: what stands after \\l, \\o or \\t is no address."""
WORD_HOLDS = "A Word document must hold no program, no comment, no other file, and nothing from elsewhere. Save it again as a plain .docx."
END = b"PK\x05\x06"


def word(data: bytes) -> None:
    """Opens a Word document. Raises Refused for one that cannot be opened or holds what a leaflet does not need."""
    from lxml import etree  # here, like pikepdf

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = parts.namelist()
            if sum(entry.file_size for entry in parts.infolist()) > UNPACKED:
                raise Refused("A Word document must not unpack to more than 40 MB. Save it with smaller pictures.")
            types = parts.read("[Content_Types].xml").lower()
            if "word/document.xml" not in names or b"document.main+xml" not in types:
                raise ValueError("no Word document")
            trees = {name: etree.fromstring(parts.read(name), parser) for name in names if name.lower().endswith((".xml", ".rels"))}
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError, NotImplementedError, RuntimeError):
        raise Refused("This file must be a Word document, as its name says, that can be opened. Save it as .docx again.") from None
    if any(tree.getroottree().docinfo.doctype for tree in trees.values()):
        raise Refused(WORD_HOLDS)
    if not data.startswith(b"PK\x03\x04") or data[-22:-18] != END or len({name.lower() for name in names}) < len(names):
        raise Refused("A Word document must be one file and no other; this one hides more. Save it as .docx again.")
    relations = [node for name, tree in trees.items() if name.lower().endswith(".rels") for node in tree]
    outside = [node for node in relations if node.get("TargetMode", "Internal") != "Internal" or ":" in node.get("Target", "")]
    fields = [field for tree in trees.values() for field in _fields(tree)]
    if (not all(map(PARTS.fullmatch, names)) or any(word in types for word in (b"macro", b"vba", b"activex"))
            or not RELATIONS.issuperset(map(_kind, relations)) or any(_kind(node) != "hyperlink" for node in outside)
            or not FIELDS.issuperset(field.split(maxsplit=1)[0].upper() for field in fields if field.strip())):
        raise Refused(WORD_HOLDS)
    links = [node.get("Target", "") for node in outside]
    for verb, rest in (field.split(maxsplit=1) for field in fields if len(field.split(maxsplit=1)) == 2):
        if verb.upper() == "HYPERLINK":
            links += [quoted or bare for switch, quoted, bare in AIM.findall(rest) if not switch]
    if not all(map(ADDRESS.fullmatch, links)):
        raise Refused(f"A link of a Word document {LEADS}")


def _kind(relation: Any) -> str:
    return str(relation.get("Type", "").rpartition("/")[2])


def _fields(tree: Any) -> Iterator[str]:
    """The instruction of each field of a part, put together from its pieces. Names count in whatever namespace."""
    begun: list[str] = []
    for node in tree.iter("{*}fldSimple", "{*}fldChar", "{*}instrText", "{*}delInstrText"):
        kind, attributes = node.tag.rpartition("}")[2], {name.rpartition("}")[2]: value for name, value in node.attrib.items()}
        if kind == "fldSimple":
            yield attributes.get("instr", "")
        elif kind != "fldChar":
            begun[-1:] = [(begun[-1] if begun else "") + (node.text or "")]
        elif attributes.get("fldCharType") == "begin":
            begun.append("")
        elif attributes.get("fldCharType") == "end" and begun:
            yield begun.pop()
    yield from begun
