"""One package for each measure: its question, its answer, its drawing, and the words around them."""
