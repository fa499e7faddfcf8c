"""Supplied documents, a PDF or a Word document: opened, and held to lists of what a leaflet needs.

A family opens such a file on its own computer, outside the browser's walls: so nothing in it runs,
fetches, sends or carries another file.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Any

from hooks.sources.findings import Refused, printable

ADDRESS = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?(?:[/?#][^\s\\]*)?"
    r"|mailto:[\w.+'-]+@[\w.-]+(?:\?subject=[^&\s\\]*)?|tel:\+?[\d().-]+|(?!/)[\w./#?=&%-]*",
    re.IGNORECASE,
)
"""Where a link may lead: to a web address without a name before its host, an e-mail address or a
telephone number, or to a place in the document itself."""
UNPACKED = 40_000_000
"""Bytes to which a part of a PDF or a whole Word document may unpack."""
LEADS = "must lead to a web address, an e-mail address or a telephone number; one does not."


# --- PDF (ISO 32000-2) ----------------------------------------------------------------------------

ACTIONS = frozenset({"/URI", "/GoTo", "/Named"})
"""What may happen when a reader follows a link: it leads to an address or to a page of its own."""
BY_ITSELF = frozenset({"/GoTo"})
"""What may happen elsewhere, such as when the document is opened: it turns to a page of its own."""
ANNOTATIONS = frozenset({"/Link", "/Widget"})
"""What may lie over a page: links, and the fields of a form to fill in."""
TURNS = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
"""What a named action may do."""
NEVER = frozenset(
    {
        "/AA",
        "/JS",
        "/JavaScript",
        "/XFA",
        "/EmbeddedFiles",
        "/EF",
        "/Collection",
        "/RichMediaContent",
        "/Ref",
        "/OPI",
        "/PA",
        "/OCProperties",
    }
)
"""Entries that run a program, hold other files, take something from elsewhere, lead somewhere a
second time, or hide parts (layers)."""
CATALOG = frozenset(
    """
    /Type /Version /Pages /PageLabels /Names /Dests /ViewerPreferences /PageLayout /PageMode
    /Outlines /OpenAction /AcroForm /Metadata /StructTreeRoot /MarkInfo /Lang /OutputIntents
    """.split()
)
"""What a document may hold besides its pages (7.7.2)."""
BRANCH = frozenset("/Type /Parent /Kids /Count /Resources /MediaBox /CropBox /Rotate".split())
"""What a group of pages may hold (7.7.3.2)."""
PAGE = frozenset(
    """
    /Type /Parent /Resources /MediaBox /CropBox /BleedBox /TrimBox /ArtBox /Contents /Rotate /Group
    /Annots /StructParents /Tabs
    """.split()
)
"""What a page may hold (7.7.3.3)."""
RESOURCES = frozenset(
    "/ExtGState /ColorSpace /Pattern /Shading /XObject /Font /ProcSet /Properties".split()
)
"""What drawings may use (7.8.3)."""
BEFORE = re.compile(r"[\divxlc.-]{0,6}|[A-Z]-?", re.ASCII)
"""What may stand before the number of a page: a number of another kind, or the letter of an
annex."""
PDF_HOLDS = (
    "A PDF must hold nothing that runs, sends, plays, leads away by itself or carries another file,"
    " no layers and no notes. Save it again for print (PDF/A)."
)
OBJECT = re.compile(
    rb"\d+\s+\d+\s+obj\b(?:(?!endobj|stream\r?\n).)*(?:stream\r?\n.*?endstream\s*)?endobj",
    re.DOTALL,
)
AROUND = re.compile(
    rb"""%PDF-\d\.\d\s+ (?:%[^\r\n]{0,20}\s+)?  # the header, with a line that says "not text"
    (?: (?:xref\s[\d\snf]*)? (?:trailer\s*<<.{0,2000}?>>\s*)? startxref\s+\d+\s+%%EOF\s* )+""",
    re.DOTALL | re.VERBOSE,
)
"""What a PDF is besides its objects (7.5): nothing else may stand between them, where no viewer
shows it."""
LEAST_PAGE = 100
"""Points that a page is at least wide and high: the side of a small card."""
WIDEST_LINK = 0.2
"""Share of its page that a link may cover."""


CODES = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
"""Codes of which the letters are known (annex D)."""
SYMBOLS = 4
"""The mark of a typeface of signs, of which the codes are its own (table 121)."""
LOCKED = "A PDF must open without a password, and be locked by none. Save it again without one."


def pdf(data: bytes) -> None:
    """Opens a PDF. Raises Refused for one that cannot be opened or holds what a leaflet does not
    need."""
    import pikepdf  # here: a build without a supplied PDF need not wait for it

    if not data.startswith(b"%PDF-"):
        raise Refused(
            "This file must be a PDF, as its name says; it is none. Save it as a PDF again."
        )
    if data[data.rfind(b"%%EOF") + 5 :].strip():
        raise Refused(
            "A PDF must end where its file ends; more stands after this one. Save it as a PDF"
            " again."
        )
    before = pikepdf.settings.set_qpdf_limits(
        flate_max_memory=UNPACKED,
        run_length_max_memory=UNPACKED,
        png_max_memory=UNPACKED,
        tiff_max_memory=UNPACKED,
    )
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            if "/Base" in document.Root.get("/URI", {}):
                raise Refused(f"A link of a PDF {LEADS}")
            if document.is_encrypted:
                raise Refused(LOCKED)
            for found in document.objects:
                _harmless(found)
            _held(document.Root)
            # What had to be mended, or was too much to unpack, another program may read otherwise
            if document.get_warnings():
                raise ValueError("damaged")
            for page in document.pages:
                _only(page.obj, PAGE)
                _page(page)
            if not AROUND.fullmatch(OBJECT.sub(b"", data)):
                raise Refused(
                    "A PDF must hold nothing between its parts; more stands between those of this"
                    " one. Save it as a PDF again."
                )
    except pikepdf.PasswordError:
        raise Refused(LOCKED) from None
    except (pikepdf.PdfError, ValueError, TypeError):
        raise Refused(
            "This file must be a PDF that can be opened; it cannot. Save it as a PDF again."
        ) from None
    finally:
        # Pikepdf says int | bool for every limit that it gives back
        pikepdf.settings.set_qpdf_limits(**before)  # type: ignore[arg-type]


def _harmless(found: Any, depth: int = 0) -> None:
    """Looks at an object of a PDF and all that stands in it; what it refers to comes by itself."""
    import pikepdf

    if depth and found.is_indirect:
        return
    if depth > 100:
        raise ValueError("nested too deep")
    if isinstance(found, pikepdf.Array):
        inner: list[pikepdf.Object | None] = list(found)
    elif isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
        _look(found)
        # A stream's own `in` looks for no names
        inner = [found.get(name) for name in found.keys()]  # noqa: SIM118
    else:
        return
    for one in inner:
        if isinstance(one, pikepdf.Object):
            _harmless(one, depth + 1)


def _look(found: Any) -> None:
    """Raises Refused for a dictionary of a PDF that the lists above do not let pass."""
    import pikepdf

    keys = set(found.keys())
    over_a_page = found.get("/Type") == "/Annot" or {"/Rect", "/Subtype"} <= keys
    led = [found.get(name) for name in ("/OpenAction", "/A")]
    led += [one for several in led if isinstance(several, pikepdf.Array) for one in several]
    led = [one for one in led if isinstance(one, pikepdf.Dictionary) and "/S" in one]
    actions = led + ([found] if found.get("/Type") == "/Action" else [])
    elsewhere = (
        isinstance(found, pikepdf.Stream) and "/F" in keys
    )  # its bytes stand in another file
    if (
        keys & NEVER
        or elsewhere
        or (over_a_page and found.get("/Subtype") not in ANNOTATIONS)
        or any(
            action.get("/S") not in ACTIONS
            or "/Next" in action
            or ("/N" in action and action.get("/N") not in TURNS)
            for action in actions
        )
        or (
            found.get("/Subtype") == "/Link" and "/AP" in keys
        )  # a picture of its own, with words that no rule reads
        or any(action.get("/S") not in BY_ITSELF for action in led if not over_a_page)
    ):
        raise Refused(PDF_HOLDS)
    if any(not ADDRESS.fullmatch(str(action.get("/URI", ""))) for action in actions):
        raise Refused(f"A link of a PDF {LEADS}")
    if "/ToUnicode" in found and not _embedded(found):
        raise Refused(
            "A PDF must not say of a typeface that it does not hold which letters it shows. Save it"
            " again for print (PDF/A), with its typefaces."
        )
    if isinstance(found.get("/ToUnicode"), pikepdf.Stream) and _says_other_letters(found):
        raise Refused(
            "A PDF must say of each typeface which letters it shows; this one says others. Save it"
            " again from the program in which it was written."
        )
    if found.get("/Type") == "/Pages" or {"/Kids", "/Count"} <= keys:
        _only(found, BRANCH)
    if found.get("/Type") == "/Page":
        _only(found, PAGE)
    if isinstance(found.get("/Resources"), pikepdf.Dictionary):
        _only(found.Resources, RESOURCES)


def _embedded(font: Any) -> bool:
    """Whether a PDF holds the shapes of a typeface: only these can say other letters than their
    codes do."""
    inner = [font, *font.get("/DescendantFonts", ())]
    return font.get("/Subtype") == "/Type3" or any(
        key in one.get("/FontDescriptor", {})
        for one in inner
        for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )


def _says_other_letters(font: Any) -> bool:
    """Whether what is to be read for a typeface differs from what its own table, or its code, says
    of the same shapes. Where neither says anything, nobody can tell."""
    shapes = _shapes(font)
    return any(
        code in shapes and _letters(text) not in shapes[code]
        for code, text in _read_as(font.ToUnicode.read_bytes())
    )


def _shapes(font: Any) -> dict[int, set[str]]:
    """The letters that each code of a font of a PDF stands for, as far as they are known without
    its table for reading."""
    from fontTools.ttLib import TTFont

    found: dict[int, set[str]] = {}
    codec = CODES.get(str(font.get("/Encoding", "")))
    if codec and not int(font.get("/FontDescriptor", {}).get("/Flags", 0)) & SYMBOLS:
        return {code: {_letters(bytes([code]).decode(codec, "replace"))} for code in range(32, 256)}
    for inner in font.get("/DescendantFonts", ()):
        if (
            font.get("/Encoding") != "/Identity-H"
            or inner.get("/CIDToGIDMap", "/Identity") != "/Identity"
            or "/FontFile2" not in inner.get("/FontDescriptor", {})
        ):
            continue
        try:
            shape = TTFont(io.BytesIO(inner.FontDescriptor.FontFile2.read_bytes()), lazy=True)
            for letter, name in ((shape.getBestCmap() or {}) if "cmap" in shape else {}).items():
                found.setdefault(shape.getGlyphID(name), set()).add(_letters(chr(letter)))
        # A part of a typeface need not be one that stands alone, and what fails then is of any kind
        except Exception:  # noqa: BLE001
            return {}
    return found


def _read_as(table: bytes) -> Iterator[tuple[int, str]]:
    """Each code of a table for reading (9.10.3) with its text."""
    room = 4 * 65536
    for kind, typed in re.findall(rb"beginbf(char|range)(.*?)endbf", table, re.DOTALL):
        pattern = (
            rb"<(\w+)>\s*<(\w*)>"
            if kind == b"char"
            else rb"<(\w+)>\s*<(\w+)>\s*(?:<(\w*)>|\[([^\]]*)\])"
        )
        lines = re.sub(rb"<[^>]*>", lambda digits: b"".join(digits[0].split()), typed)
        if re.sub(pattern, b"", lines).strip():
            raise ValueError("more than codes and texts")
        for row in re.findall(pattern, lines):
            if kind == b"char":
                yield int(row[0], 16), _text(row[1])
                continue
            several = re.findall(rb"<(\w*)>", row[3])
            many = max(0, int(row[1], 16) - int(row[0], 16) + 1)
            room -= many
            if room < 0:
                raise ValueError("more codes than there are")
            for step in range(many):
                text = (
                    _text(row[2])
                    if not several
                    else _text(several[step])
                    if step < len(several)
                    else ""
                )
                yield (
                    int(row[0], 16) + step,
                    (text[:-1] + chr(ord(text[-1]) + step) if text and not several else text),
                )


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")


def _letters(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


def _held(root: Any) -> None:
    """Raises Refused for a document that holds more than its pages, what leads to them and what
    says their structure."""
    import pikepdf

    labels = pikepdf.NumberTree(root.PageLabels).values() if "/PageLabels" in root else ()
    _only(root, CATALOG)
    _only(root.get("/Names", {}), frozenset({"/Dests"}))
    if not all(BEFORE.fullmatch(str(label.get("/P", ""))) for label in labels):
        raise Refused(
            "A PDF must number its pages without words before the number; this one has some. Save"
            " it again for print (PDF/A)."
        )


def _only(found: Any, keys: frozenset[str]) -> None:
    """Raises Refused for a dictionary of a PDF with another entry than these."""
    more = sorted(set(found.keys()) - keys)
    if more:
        raise Refused(
            "A PDF must hold nothing but what its pages need; this one holds more"
            f" ({printable(more[0])[:40]}). Save it again for print (PDF/A)."
        )


def _page(page: Any) -> None:
    """Raises Refused for a page that is too small to be read, and for a link that lies over more of
    it than what it says."""
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    wide, high = abs(right - left), abs(top - bottom)
    if min(wide, high) < LEAST_PAGE:
        raise Refused(
            "Each page of a PDF must be at least 36 mm wide and high; one is not. Take it out, or"
            " save it larger."
        )
    links: list[tuple[str, float, float, float, float]] = []
    for note in page.obj.get("/Annots", ()):
        action = note.get("/A", {})
        if "/URI" not in action:
            continue
        one, two, three, four = (float(edge) for edge in note.Rect)
        mine = (str(action.URI), min(one, three), min(two, four), max(one, three), max(two, four))
        if (mine[3] - mine[1]) * (mine[4] - mine[2]) > WIDEST_LINK * wide * high:
            raise Refused(
                "A link of a PDF must lie on the words that name it; one lies over a fifth of its"
                " page or more."
            )
        if any(
            mine[0] != other[0]
            and min(mine[3], other[3]) - max(mine[1], other[1]) > 2
            and min(mine[4], other[4]) - max(mine[2], other[2]) > 4
            for other in links
        ):
            raise Refused(
                "A link of a PDF must not lie over another; two do that lead to different places."
            )
        links.append(mine)


# --- Word (ECMA-376) ------------------------------------------------------------------------------

PARTS = re.compile(
    r"(?:[\w-]+/)*[\w\[\]-][\w.\[\]"
    r" -]*\.(?:xml|rels|png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|odttf)|_rels/\.rels",
    re.IGNORECASE,
)
"""The files of which it may be made."""
RELATIONS = frozenset(
    """
    officeDocument core-properties extended-properties custom-properties thumbnail styles
    stylesWithEffects settings webSettings fontTable font theme numbering footnotes endnotes header
    footer image hyperlink customXml customXmlProps glossaryDocument
    """.split()
)
"""What one part may be to another. Templates, programs, other documents, comments and parts in HTML
are not among them."""
FIELDS = frozenset(
    """
    HYPERLINK PAGE NUMPAGES SECTIONPAGES PAGEREF REF NOTEREF TOC TC SEQ STYLEREF DATE TIME
    CREATEDATE SAVEDATE PRINTDATE TITLE AUTHOR SUBJECT FILENAME SYMBOL FORMTEXT FORMCHECKBOX
    FORMDROPDOWN
    """.split()
)
"""What Word may work out by itself; none asks another file or program."""
AIM = re.compile(r'(\\[lot]\s*)?(?:"([^"]*)"|([^\s"\\]+))', re.IGNORECASE)
"""A word of an instruction that leads somewhere: what stands after \\l, \\o or \\t is no
address."""
ELEMENTS = frozenset(
    """
    document body p pPr r rPr t tab br cr noBreakHyphen softHyphen sym lastRenderedPageBreak
    fldSimple fldChar instrText hyperlink bookmarkStart bookmarkEnd proofErr drawing pict smartTag
    sdt sdtPr sdtEndPr sdtContent placeholder docPart showingPlcHdr alias tag id lock temporary text
    date dateFormat lid storeMappedDataAs calendar dropDownList comboBox listItem docPartObj
    docPartGallery docPartUnique docPartCategory ffData name enabled calcOnExit textInput checkBox
    default checked size sizeAuto maxLength format type ddList listEntry result statusText helpText
    pStyle keepNext keepLines pageBreakBefore widowControl numPr ilvl numId suppressLineNumbers pBdr
    shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN
    bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents jc textDirection
    textAlignment outlineLvl cnfStyle top left bottom right between bar start end insideH insideV
    tl2br tr2bl rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow noProof color
    w kern position sz szCs highlight u effect bdr vertAlign rtl cs em lang webHidden sectPr
    headerReference footerReference footnotePr endnotePr pgSz pgMar paperSrc pgBorders lnNumType
    pgNumType cols col formProt vAlign titlePg docGrid printerSettings footnoteReference
    endnoteReference footnoteRef endnoteRef separator continuationSeparator footnotes footnote
    endnotes endnote hdr ftr pgNum numFmt numRestart pos background tbl tblPr tblGrid gridCol tr
    trPr tc tcPr tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW
    tblCellSpacing tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription tblPrEx
    cantSplit trHeight tblHeader gridBefore gridAfter wBefore wAfter tcW gridSpan vMerge hMerge
    tcBorders noWrap tcMar hideMark txbxContent styles docDefaults rPrDefault pPrDefault
    latentStyles lsdException style basedOn next link autoRedefine semiHidden unhideWhenUsed
    uiPriority qFormat locked rsid aliases tblStylePr personal personalCompose personalReply
    numbering abstractNum nsid multiLevelType tmpl styleLink numStyleLink lvl lvlText lvlJc suff
    isLgl lvlRestart lvlPicBulletId legacy numPicBullet num abstractNumId lvlOverride startOverride
    numIdMacAtCleanup fonts font altName panose1 charset family pitch sig notTrueType embedRegular
    embedBold embedItalic embedBoldItalic webSettings allowPNG doNotSaveAsSingleFile
    optimizeForBrowser relyOnVML encoding divs div bodyDiv blockQuote marLeft marRight marTop
    marBottom divBdr divsChild docParts docPartPr docPartBody category gallery types behaviors
    behavior guid description glossaryDocument settings zoom view removePersonalInformation
    removeDateAndTime embedTrueTypeFonts embedSystemFonts saveSubsetFonts proofState
    activeWritingStyle documentProtection defaultTabStop autoHyphenation consecutiveHyphenLimit
    hyphenationZone doNotHyphenateCaps evenAndOddHeaders mirrorMargins alignBordersAndEdges
    bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors
    hideGrammaticalErrors stylePaneFormatFilter stylePaneSortMethod documentType defaultTableStyle
    drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery
    displayVerticalDrawingGridEvery drawingGridHorizontalOrigin drawingGridVerticalOrigin
    doNotUseMarginsForDrawingGridOrigin noPunctuationKerning characterSpacingControl printTwoOnOne
    savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent
    alwaysShowPlaceholderText doNotDemarcateInvalidXml updateFields compat compatSetting rsids
    rsidRoot themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures
    shapeDefaults hdrShapeDefaults decimalSymbol listSeparator useFELayout spaceForUL
    balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn
    adjustLineHeightInTable compatibilityMode growAutofit doNotBreakWrappedTables
    useNormalStyleForList noLeading splitPgBreakAndParaMark doNotTrackMoves doNotTrackFormatting
    defaultSignature
    """.split()
)
"""Elements of Word itself that stand in letters and leaflets: shown words, how they look, and
settings that ask nobody else. Hidden words, words that were put in or taken out by somebody, notes,
data sources and templates are none of them."""
_INDENT, _CHARS = (-720.0, 6500.0), (0.0, 200.0)
BOUNDS: dict[str, dict[str, tuple[float, float]]] = {
    "ind": {
        **dict.fromkeys(("left", "start", "right", "end"), _INDENT),
        "firstLine": (0, 6500),
        "hanging": (0, 6500),
        **dict.fromkeys(
            ("leftChars", "startChars", "rightChars", "endChars", "firstLineChars", "hangingChars"),
            _CHARS,
        ),
    },
    "spacing": {"val": (-20, 400), "before": (0, 10000), "after": (0, 10000)},
    "w": {"val": (50, 300)},
    "position": {"val": (-24, 24)},
    "tblInd": {"w": _INDENT},
    "tblpPr": {"tblpX": _INDENT, "tblpY": (-720, 14000)},
    **{edge: {"w": (0, 1500)} for edge in ("top", "left", "bottom", "right", "start", "end")},
    "tab": {"pos": (-1440, 16000)},
    "pgSz": {"w": (2040, 24000), "h": (2040, 24000)},
    "pgMar": {
        **dict.fromkeys(("left", "right", "gutter", "header", "footer"), (0, 5000)),
        **dict.fromkeys(("top", "bottom"), (-5000, 5000)),
    },
    "cols": {"num": (1, 6), "space": (0, 3000)},
    "docGrid": {"charSpace": (-4096, 8192)},
}
"""Numbers between which words stay on their page and beside each other (17.3 and 17.4; mostly
twentieths of a point)."""
LINE = {"exact": 200.0, "auto": 180.0, "atLeast": 0.0}
"""The least height of a line, by its rule."""
LIGHT = frozenset({"none", "yellow", "green", "cyan", "lightGray", "white"})
"""Colours of a marker on which dark letters are seen."""
OVERLAP = 720
"""How far a first line may hang out of its paragraph's indent."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/"
"""What the other names for the same elements begin with (ISO/IEC 29500 Strict)."""
PROPERTIES = frozenset(
    """
    Properties Template TotalTime Pages Words Characters Application DocSecurity Lines Paragraphs
    ScaleCrop HeadingPairs vector variant lpstr i4 TitlesOfParts Company LinksUpToDate
    CharactersWithSpaces SharedDoc HyperlinksChanged AppVersion Manager HyperlinkBase
    """.split()
)
"""What a document may say of itself (docProps/app.xml)."""
EMPTY = frozenset({"Manager", "HyperlinkBase"})
"""Of these, what must be empty: a person's name, and what goes before every link."""
TEMPLATE = re.compile(r"[\w .()-]*")
"""The name of the template, without a place where it is."""
WORD_HOLDS = (
    "A Word document must hold no program, no comment, no other file, and nothing from elsewhere."
    " Save it again as a plain .docx."
)
END = b"PK\x05\x06"


def word(data: bytes) -> None:
    """Opens a Word document. Raises Refused for one that cannot be opened or holds what a leaflet
    does not need."""
    from lxml import etree  # here, like pikepdf

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = parts.namelist()
            if sum(entry.file_size for entry in parts.infolist()) > UNPACKED:
                raise Refused(
                    "A Word document must not unpack to more than 40 MB. Save it with smaller"
                    " pictures."
                )
            types = parts.read("[Content_Types].xml").lower()
            if "word/document.xml" not in names or b"document.main+xml" not in types:
                raise ValueError("no Word document")
            trees = {
                name: etree.fromstring(parts.read(name), parser)
                for name in names
                if name.lower().endswith((".xml", ".rels"))
            }
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        SyntaxError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ):
        raise Refused(
            "This file must be a Word document, as its name says, that can be opened. Save it as"
            " .docx again."
        ) from None
    # lxml's stubs lack doctype, which every docinfo has.
    if any(
        tree.getroottree().docinfo.doctype  # type: ignore[union-attr]
        or tree.xpath("//comment() | //processing-instruction()")
        for tree in trees.values()
    ):
        raise Refused(WORD_HOLDS)
    if (
        not data.startswith(b"PK\x03\x04")
        or data[-22:-18] != END
        or len({name.lower() for name in names}) < len(names)
    ):
        raise Refused(
            "A Word document must be one file and no other; this one hides more. Save it as .docx"
            " again."
        )
    if any(STRICT in node.tag for tree in trees.values() for node in tree.iter("{*}*")):
        raise Refused(
            'A Word document must be in the usual form of .docx. Save it again as "Word Document'
            ' (.docx)", not "Strict".'
        )
    relations = [
        node for name, tree in trees.items() if name.lower().endswith(".rels") for node in tree
    ]
    outside = [
        node
        for node in relations
        if node.get("TargetMode", "Internal") != "Internal" or ":" in node.get("Target", "")
    ]
    fields = [field for tree in trees.values() for field in _fields(tree)]
    if (
        not all(map(PARTS.fullmatch, names))
        or any(word in types for word in (b"macro", b"vba", b"activex"))
        or not RELATIONS.issuperset(map(_kind, relations))
        or any(_kind(node) != "hyperlink" for node in outside)
        or any(
            _kind(node) == "officeDocument"
            and node.get("Target", "").lstrip("/") != "word/document.xml"
            for node in relations
        )
        or not FIELDS.issuperset(
            field.split(maxsplit=1)[0].upper() for field in fields if field.strip()
        )
    ):
        raise Refused(WORD_HOLDS)
    strange = sorted(
        {node.tag.removeprefix(W) for tree in trees.values() for node in tree.iter(f"{W}*")}
        - ELEMENTS
    )
    if strange:
        raise Refused(
            "A Word document must hold shown words, without changes, notes or sources of somebody;"
            f" this one holds more ({printable(strange[0])[:40]}). In Word: Review, Accept All"
            " Changes; then File, Info, Inspect Document, Remove All."
        )
    hidden = next((name for tree in trees.values() for name in _out_of_sight(tree)), None)
    if hidden:
        raise Refused(
            "A Word document must show all its words on its pages, one beside the other; this one"
            f" may not ({hidden}). In Word: mark the words, then Clear All Formatting."
        )
    for tree in trees.values():
        if tree.tag.endswith("extended-properties}Properties"):
            _properties(tree)
    links = [node.get("Target", "") for node in outside]
    for verb, rest in (
        field.split(maxsplit=1) for field in fields if len(field.split(maxsplit=1)) == 2
    ):
        if verb.upper() == "HYPERLINK":
            links += [quoted or bare for switch, quoted, bare in AIM.findall(rest) if not switch]
    if not all(map(ADDRESS.fullmatch, links)):
        raise Refused(f"A link of a Word document {LEADS}")


def _out_of_sight(tree: Any) -> Iterator[str]:
    """What takes words of a part off their page, into each other, or beneath something: the name of
    each element."""
    for _ in tree.iter(
        "{*}textFill"
    ):  # what letters are filled with instead of their colour, such as nothing
        yield "textFill"
    for node in tree.iter(f"{W}*"):
        name, own = (
            node.tag.removeprefix(W),
            {key.rpartition("}")[2]: value for key, value in node.attrib.items()},
        )
        bounds = BOUNDS.get(name, {})
        numbers = {
            key: _number(own[key]) for key in own if key in bounds or key in ("line", "hanging")
        }
        if (
            any(not low <= numbers.get(key, low) <= high for key, (low, high) in bounds.items())
            or (name == "spacing" and "line" in numbers and not _tall(node, own, numbers["line"]))
            or (
                name == "ind"
                and numbers.get("hanging", 0)
                > OVERLAP + numbers.get("left", numbers.get("start", 0))
            )
            or (name == "highlight" and not (own.get("val") in LIGHT and _dark(_around(node, 1))))
            or (name == "trHeight" and own.get("hRule") == "exact" and _worded(_around(node, 2)))
            or (
                name in ("vMerge", "hMerge")
                and own.get("val") != "restart"
                and _worded(_around(node, 2))
            )
        ):
            yield name


def _around(node: Any, steps: int) -> Any:
    """The element so many steps outside, or the outermost."""
    return (node, *node.iterancestors())[: steps + 1][-1]


def _number(text: str) -> float:
    """A number as Word reads it; one in another unit is none that can be compared."""
    return (
        float(text.removesuffix("%"))
        if re.fullmatch(r"-?\d{1,9}(\.\d{1,20})?%?", text)
        else float("nan")
    )


def _tall(spacing: Any, own: dict[str, str], line: float) -> bool:
    """Whether a line is as high as the letters that stand in it or in what is said beside it."""
    rule = own.get("lineRule", "auto")
    sizes = (
        [_number(size.get(f"{W}val", "")) for size in _around(spacing, 2).iter(f"{W}sz")]
        if rule == "exact"
        else []
    )
    return (
        rule in LINE and LINE[rule] <= line <= 4800 and all(line >= 8 * size for size in sizes)
    )  # 10 would be the letters' own height


def _dark(settings: Any) -> bool:
    """Whether letters are as dark as the paper's own, or nearly."""
    colour = settings.find(f"{W}color")
    value = colour.get(f"{W}val", "auto") if colour is not None else "auto"
    return value == "auto" or bool(re.fullmatch(r"([0-8][0-9A-Fa-f]){3}", value))


def _worded(box: Any) -> bool:
    return any((node.text or "").strip() for node in box.iter(f"{W}t"))


def _properties(tree: Any) -> None:
    """Raises Refused where what the document says of itself names somebody, leads somewhere, or is
    more than Word says."""
    for node in tree.iter("{*}*"):
        name, value = node.tag.rpartition("}")[2], (node.text or "").strip()
        if (
            name not in PROPERTIES
            or (name in EMPTY and value)
            or (name == "Template" and not TEMPLATE.fullmatch(value))
        ):
            raise Refused(
                f'A Word document must not say this of itself: "{printable(name)[:40]}". In Word:'
                " File, Info, Properties: empty it."
            )


def _kind(relation: Any) -> str:
    return str(relation.get("Type", "").rpartition("/")[2])


def _fields(tree: Any) -> Iterator[str]:
    """The instruction of each field of a part, put together from its pieces. Names count in
    whatever namespace."""
    begun: list[str] = []
    for node in tree.iter("{*}fldSimple", "{*}fldChar", "{*}instrText", "{*}delInstrText"):
        kind, attributes = (
            node.tag.rpartition("}")[2],
            {name.rpartition("}")[2]: value for name, value in node.attrib.items()},
        )
        if kind == "fldSimple":
            yield attributes.get("instr", "")
        elif kind != "fldChar":
            begun[-1:] = [(begun[-1] if begun else "") + (node.text or "")]
        elif attributes.get("fldCharType") == "begin":
            begun.append("")
        elif attributes.get("fldCharType") == "end" and begun:
            yield begun.pop()
    yield from begun
