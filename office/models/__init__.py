from office.models.audit import AuditEvent, AuditLink
from office.models.exports import ExportLog, ExportRequest
from office.models.imports import Import, ImportedLine, ImportLine, ImportProfile, ImportRow
from office.models.review import Approval, Batch, Remark
from office.models.sealing import SealedCase
from office.models.tips import Tip

__all__ = [
    "Approval",
    "AuditEvent",
    "AuditLink",
    "Batch",
    "ExportLog",
    "ExportRequest",
    "Import",
    "ImportLine",
    "ImportProfile",
    "ImportRow",
    "ImportedLine",
    "Remark",
    "SealedCase",
    "Tip",
]
