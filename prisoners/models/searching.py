"""The names of working records as they are searched. Confidential, like the names themselves."""

from django.db import models

from names.index import IndexedName, NameIndex, VocabularyWord
from prisoners.models.computed import Computed


class NameWord(Computed, VocabularyWord):
    class Meta(VocabularyWord.Meta):
        pass


class SearchedName(Computed, IndexedName):
    class Meta(IndexedName.Meta):
        pass


class NameToIndex(Computed):
    """A person whose names have changed since they were indexed; triggers put them here."""

    public_id = models.CharField(max_length=12, primary_key=True)

    def __str__(self):
        return self.public_id


WORKING_NAMES = NameIndex(SearchedName, NameWord)
