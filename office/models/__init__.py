from office.models.erasing import Erasure, FileToErase, Fingerprint, Removal
from office.models.exports import ExportLog
from office.models.imports import Import, ImportedLine, ImportLine, ImportProfile, ImportRow
from office.models.review import Approval, Batch, Remark

__all__ = [
    "Approval",
    "Batch",
    "Erasure",
    "ExportLog",
    "FileToErase",
    "Fingerprint",
    "Import",
    "ImportLine",
    "ImportProfile",
    "ImportRow",
    "ImportedLine",
    "Remark",
    "Removal",
]
