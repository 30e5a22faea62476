"""A wide line: one row of a spreadsheet that tells of one person, a detention, a case, a death."""

from django.utils import timezone
from django.utils.translation import gettext as _

from office.importing import special, whole_line
from office.importing.catalogue import Catalogues
from office.importing.cells import Meanings
from office.importing.line_reading import LineReading
from office.importing.sentences import Sentences
from office.importing.targets import target_of
from sheets import SURPLUS


class WideReader:
    """Reads the lines of one file by one profile. `unread` are the columns that go nowhere."""

    rows = "people"

    def __init__(self, profile, columns, catalogues=None):
        self.profile, self.today = profile, timezone.localdate()
        self.catalogues = catalogues or Catalogues()
        self.country = next(
            (value for target, value in profile.always.items() if target.endswith(".country")), ""
        )
        self.meanings = Meanings(self.catalogues, self.country)
        self.sentences = Sentences(profile)
        self.plan, self.unread = [], []
        elsewhere = {*profile.ignore, *profile.key, profile.continues}
        for name in columns:
            ways = profile.ways(name)
            self.plan += [(name, way, [target_of(to) for to in way.to]) for way in ways]
            if not ways and name not in elsewhere:
                self.unread.append(name)
        self.placed = {target.place for _name, _way, targets in self.plan for target in targets}
        self.missing = [name for name in (*profile.columns, *profile.key) if name not in columns]

    def read(self, number, cells):
        surplus = cells.pop(SURPLUS, None)
        reading = LineReading(self, number, cells)
        if surplus:
            reason = _("more cells than there are columns")
            reading.line.fault("", "; ".join(surplus), reason, refuses=True)
        for name, column, targets in self.plan:
            text = cells.get(name, "")
            if text and text not in self.profile.missing:
                for target in targets:
                    if target.field:
                        reading.say(target, text, column)
                    else:
                        special.take(reading, target, text, column)
        return whole_line.finish(reading, self.sentences)
