"""Lines of one file that share a name: whom an earlier one is about, a later one may be about too."""

from collections import defaultdict
from dataclasses import replace

from office.importing import matching
from office.models import ImportLine


class Namesakes:
    """For one batch of lines. `found` ({line number: Person}) fills while they are asked in order."""

    def __init__(self, imported, reader, lines, accepted, found):
        self.lines_are_cases = reader.profile.lines_are == "cases"
        self.reader, self.found = reader, found
        self.keys = {line.name_key for line in lines} - {None}
        self.sharing = defaultdict(list)  # {name key: [line]}
        self.about = {}  # {number of a line of an earlier batch: public id}
        # Held lines: nobody can be sure of whom they are about.
        self.waiting = {
            line.number for line in lines if {kind for kind, *_rest in line.doubts} - accepted
        }
        kept = ImportLine.objects.filter(of=imported, name_key__among=self.keys).exclude(
            public_id=""
        )
        for line in kept.order_by("number"):
            if line.outcome == ImportLine.Outcome.HELD:
                self.waiting.add(line.number)
            self.about[line.number] = line.public_id
            self.sharing[line.name_key].append(reader.read(line.number, line.cells))

    def facts_of(self, line):
        return matching.facts_of(line, lines_are_cases=self.lines_are_cases)

    def note(self, line):
        """A line about whom nobody asks, because its key tells: it is an earlier one for the next."""
        if line.name_key in self.keys:
            if line.is_again:
                line = self.reader.read(line.number, dict(line.cells))
            self.sharing[line.name_key].append(line)

    def likely(self, line):
        """`Likely` people of earlier lines; from now on the line is an earlier one itself."""
        if line.name_key is None:
            return []
        earlier = self.sharing[line.name_key]
        decided = [(each, id) for each in earlier if (id := self._public_id(each.number))]
        earlier.append(line)
        if not decided:
            return []
        people = [replace(self.facts_of(each), public_id=id) for each, id in decided]
        return matching.scored(self.facts_of(line), people, [each.number for each, _id in decided])

    def _public_id(self, number):
        """ "" of a line of this batch that nobody has decided about."""
        if number in self.about:
            return self.about[number]
        return self.found[number].public_id if number in self.found else ""
