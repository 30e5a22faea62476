"""The list as data: CSV, XLSX and JSON of the same SELECT, streamed out of PostgreSQL."""
