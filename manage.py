#!/usr/bin/env python
import sys

from django.core.management import execute_from_command_line

from config import local
from config.embedded import ServerError
from core import seeing

if __name__ == "__main__":
    try:
        local.fill_in()
    except ServerError as error:
        sys.exit(str(error))
    with seeing.as_system():  # who holds the command line holds the database
        execute_from_command_line(sys.argv)
