"""Figures that can be quoted: their link says for ever what was published, and what came after."""
