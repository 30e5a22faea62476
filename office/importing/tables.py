class TableReader:
    pass
