"""Names of people, in any script: what they sound like, how alike two are, who is meant.

One module answers the public search box, the admin's search, suggestions of duplicates and the
matching of imports, so that all of them behave alike. It knows texts only; the tables that it
searches belong to `prisoners` (working records) and `register` (published names).
"""
