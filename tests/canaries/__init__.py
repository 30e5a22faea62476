"""Canaries: marks that stand only where the public must never look, and a crawl that looks for them."""
