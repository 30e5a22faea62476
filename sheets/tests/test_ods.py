"""ODS, as LibreOffice writes it."""

from sheets.tests.files import ods, ods_cell, ods_row


def valued(kind, attributes, shown=""):
    return (
        f'<table:table-cell office:value-type="{kind}" {attributes}><text:p>{shown}</text:p>'
        "</table:table-cell>"
    )


def test_values_are_the_texts_that_people_see(read):
    cells = [
        (valued("float", 'office:value="7.0"', "7,00"), "7"),
        (valued("percentage", 'office:value="0.125"', "12,5 %"), "0.125"),
        (valued("date", 'office:date-value="2020-08-09"', "09.08.20"), "2020-08-09"),
        (valued("date", 'office:date-value="2020-08-09T00:00:00"'), "2020-08-09"),
        (valued("date", 'office:date-value="2020-08-09T14:30:00"'), "2020-08-09 14:30"),
        (valued("time", 'office:time-value="PT14H30M00S"', "14:30"), "14:30"),
        (valued("boolean", 'office:boolean-value="true"', "WAHR"), "yes"),
        (valued("float", 'office:value="0" calcext:value-type="error"', "#REF!"), "#REF!"),
        (ods_cell("007"), "007"),
        (ods_cell("a<text:s text:c='2'/>b<text:line-break/>c</text:p><text:p>d"), "a  b\nc\nd"),
        (ods_cell("x<office:annotation><text:p>note</text:p></office:annotation>"), "x"),
        (ods_cell("<text:span>Анна</text:span> <text:a>П.</text:a>"), "Анна П."),
    ]
    header = ods_row(*(f"c{n}" for n in range(len(cells))))

    rows = read.texts(ods(header + ods_row(*(cell for cell, _text in cells))))

    assert rows == [[text for _cell, text in cells]]


def test_what_repeats_is_read_as_often(read):
    twice = (
        '<table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>'
    )
    filler = '<table:table-cell table:number-columns-repeated="16000"/>'
    content = ods(
        ods_row("a", "b", filler)
        + ods_row(repeated=3)
        + ods_row(twice, repeated=2)
        + ods_row(repeated=1_048_000)
    )

    assert read.everything(content)[1] == [(5, {"a": "x", "b": "x"}), (6, {"a": "x", "b": "x"})]
