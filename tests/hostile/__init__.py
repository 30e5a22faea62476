"""Lists of hostile texts, written for this project, one a line; `\\xNN`, `\\uNNNN`, `\\r`, `\\n` and `\\t` are signs."""

from pathlib import Path

HERE = Path(__file__).parent
LONG = "long "


def hostile(*names):
    """The texts of the lists named, or of all lists; a line that begins with "# " is a remark."""
    paths = [HERE / f"{name}.txt" for name in names] or sorted(HERE.glob("*.txt"))
    return [
        text
        for path in paths
        for line in path.read_text().splitlines()
        if line and not line.startswith("# ")
        for text in [_read(line)]
    ]


def _read(line):
    if line.startswith(LONG):
        sign, number = line.removeprefix(LONG).split()
        return sign.encode().decode("unicode_escape") * int(number)
    if "\\" not in line:
        return line
    read = line.encode("latin-1", "backslashreplace").decode("unicode_escape")
    return read.encode("utf-16", "surrogatepass").decode("utf-16")
