"""The rows of a file, so many at a time: one after the other, or the next ones while PostgreSQL is waited for."""

from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from django.utils import translation


class InTurn:
    """Iterated over, gives lists of `at_once` rows."""

    def __init__(self, rows, at_once):
        self.rows, self.at_once = rows, at_once

    def __iter__(self):
        while batch := self._read():
            yield batch

    def meanwhile(self):
        """Whoever works at a batch waits now."""

    def close(self):
        """To be called before the file is closed."""

    def _read(self):
        return list(islice(self.rows, self.at_once))


class Ahead(InTurn):
    """The same lists; the next one is read by a thread as soon as the work at this one waits.

    What a row raises is raised where its list is asked for.
    """

    def __init__(self, rows, at_once):
        super().__init__(rows, at_once)
        self.language = translation.get_language()
        self.pool, self.coming = ThreadPoolExecutor(1, "import-reading"), None

    def meanwhile(self):
        if self.coming is None:
            self.coming = self.pool.submit(self._in_its_language, super()._read)

    def close(self):
        self.pool.shutdown()

    def _read(self):
        self.meanwhile()
        coming, self.coming = self.coming, None
        return coming.result()

    def _in_its_language(self, read):
        with translation.override(self.language):
            return read()
