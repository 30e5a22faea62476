"""The screens of imports: upload, receipt, held lines, profiles. They need no JavaScript."""
