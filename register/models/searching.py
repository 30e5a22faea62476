"""What the search box reads: published names only, none of anyone who is withheld."""

from names.index import IndexedName, NameIndex, VocabularyWord


class NameWord(VocabularyWord):
    class Meta(VocabularyWord.Meta):
        pass


class SearchedName(IndexedName):
    class Meta(IndexedName.Meta):
        pass


PUBLISHED_NAMES = NameIndex(SearchedName, NameWord)
