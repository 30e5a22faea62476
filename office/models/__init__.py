from office.models.accounts import Attempts, Device, Invitation, Profile
from office.models.alarms import FileAlarm
from office.models.audit import AuditEvent, AuditLink
from office.models.erasing import Erasure, FileToErase, Fingerprint, Removal
from office.models.exports import ExportLog, ExportRequest
from office.models.imports import Import, ImportedLine, ImportLine, ImportProfile, ImportRow
from office.models.review import Approval, Batch, Remark
from office.models.sealing import SealedCase
from office.models.tips import Tip

__all__ = [
    "Approval",
    "Attempts",
    "AuditEvent",
    "AuditLink",
    "Batch",
    "Device",
    "Erasure",
    "ExportLog",
    "ExportRequest",
    "FileAlarm",
    "FileToErase",
    "Fingerprint",
    "Import",
    "ImportLine",
    "ImportProfile",
    "ImportRow",
    "ImportedLine",
    "Invitation",
    "Profile",
    "Remark",
    "Removal",
    "SealedCase",
    "Tip",
]
