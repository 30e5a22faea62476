"""What spreadsheets of all apps are read with: cells, rows that belong to a record, citations."""
