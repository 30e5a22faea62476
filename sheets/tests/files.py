"""Files for tests: honest ones, and parts that hostile ones are put together from."""

import io
import struct
import zipfile
import zlib
from contextlib import contextmanager

from sheets import Hints, open_sheet

MEGABYTE = 1_000_000
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'


class Reading:
    """Opens what a test makes; `everything` gives (columns, rows) at once."""

    def __init__(self, folder):
        self.path = folder / "file"

    @contextmanager
    def sheet(self, content, **hints):
        self.path.write_bytes(content.encode() if isinstance(content, str) else content)
        with open_sheet(self.path, name="list.csv", hints=Hints(**hints)) as sheet:
            yield sheet

    def everything(self, content, **hints):
        with self.sheet(content, **hints) as sheet:
            return sheet.columns, list(sheet.rows())

    def texts(self, content, **hints):
        """The rows as lists of texts, without what they are called."""
        return [list(cells.values()) for _number, cells in self.everything(content, **hints)[1]]


def truncated(content, share=0.5):
    return content[: int(len(content) * share)]


def zipped(files, *, method=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def xlsx(rows="", *, texts=None, formats=(), more_sheets=(), setting="", **replaced):
    """A workbook whose first sheet has these <row> elements; `replaced` are whole files of it."""
    sheets = [("First", "visible", rows), *more_sheets]
    files = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{setting}<sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{n}" state="{state}" r:id="r{n}"/>'
            for n, (name, state, _rows) in enumerate(sheets)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        + "".join(
            f'<Relationship Id="r{n}" Type="{LINKS}/worksheet" Target="worksheets/{n}.xml"/>'
            for n in range(len(sheets))
        )
        + f'<Relationship Id="s" Type="{LINKS}/styles" Target="styles.xml"/>'
        + f'<Relationship Id="t" Type="{LINKS}/sharedStrings" Target="/xl/texts.xml"/>'
        + "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>'
        + "".join(
            f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(formats)
        )
        + '</numFmts><cellXfs><xf numFmtId="0"/>'
        + "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))
        + "</cellXfs></styleSheet>",
    }
    for n, (_name, _state, data) in enumerate(sheets):
        files[f"xl/worksheets/{n}.xml"] = worksheet(data)
    if texts is not None:
        files["xl/texts.xml"] = f'<sst xmlns="{MAIN}">{texts}</sst>'
    for name, content in replaced.items():
        files[{"sheet": "xl/worksheets/0.xml", "styles": "xl/styles.xml"}[name]] = content
    return zipped(files)


def worksheet(rows):
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def row(number, *cells):
    """A <row> of texts, or of ready <c> elements."""
    return f'<row r="{number}">' + "".join(map(cell, cells)) + "</row>"


def cell(text):
    if text.startswith("<c"):
        return text
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def ods(rows, *, mimetype="application/vnd.oasis.opendocument.spreadsheet", before="", **files):
    """A document whose only table has these <table:table-row> elements."""
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    calc = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f"{before}<office:document-content{names}{calc}><office:body><office:spreadsheet>"
        f'<table:table table:name="Sheet1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": mimetype, "content.xml": content, **files})


def ods_row(*cells, repeated=1):
    """A row of texts, or of ready cells."""
    return (
        f'<table:table-row table:number-rows-repeated="{repeated}">'
        + "".join(map(ods_cell, cells))
        + "</table:table-row>"
    )


def ods_cell(text):
    if text.startswith("<table"):
        return text
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


# --- XLS: records of BIFF8 ([MS-XLS]) in a compound file ([MS-CFB]) -------------------------------


def xls(sheets):
    """{name: {(row, column): text, number or bool}}"""
    beginnings, bodies = [], []
    for cells in sheets.values():
        body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
        for (at_row, at_column), value in cells.items():
            body += _cell(struct.pack("<HHH", at_row, at_column, 0), value)
        bodies.append(body + _record(0x000A, b""))
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    length = len(start) + 4 + sum(12 + len(name) for name in sheets)
    for name, body in zip(sheets, bodies, strict=True):
        at = length + sum(map(len, beginnings))
        beginnings.append(body)
        start += _record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name.encode())
    return compound({"Workbook": start + _record(0x000A, b"") + b"".join(bodies)})


def _cell(place, value):
    if isinstance(value, bool):
        return _record(0x0205, place + struct.pack("<BB", value, 0))
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x0204, place + struct.pack("<HB", len(value), 1) + text)
    return _record(0x0203, place + struct.pack("<d", value))


def _record(kind, content):
    return struct.pack("<HH", kind, len(content)) + content


def compound(streams):
    """An OLE file with these streams, each of 4,096 bytes at least so that none is a short one."""
    sector, content, fat, directory = 512, b"", [], [_entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)]
    for name, stream in streams.items():
        stream = stream.ljust(4096, b"\0")
        stream += b"\0" * (-len(stream) % sector)
        first, count = len(fat), len(stream) // sector
        fat += [*range(first + 1, first + count), 0xFFFFFFFE]
        content += stream
        directory.append(_entry(name, 2, 0xFFFFFFFF, first, len(stream)))
    directory_at = len(fat)
    content += b"".join(directory).ljust(sector, b"\0")
    fat.append(0xFFFFFFFE)
    in_fat = len(fat) // 127 + 1  # sectors of 128 numbers, one of them its own; 109 at most
    fat_at = range(len(fat), len(fat) + in_fat)
    fat += [0xFFFFFFFD] * in_fat
    fat += [0xFFFFFFFF] * (128 * in_fat - len(fat))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack(
        "<IIIIIIIII", 0, in_fat, directory_at, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    header += struct.pack(f"<{in_fat}I", *fat_at).ljust(4 * 109, b"\xff")
    return header + content + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name, kind, child, first, size):
    encoded = name.encode("utf-16-le") + b"\0\0"
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )


def deflated_zeros(size):
    """So many zeros as deflate packs them, piece by piece."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros = bytes(1_000_000)
    return b"".join(packer.compress(zeros) for _ in range(size // len(zeros))) + packer.flush()
