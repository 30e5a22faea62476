"""Pieces of charts that belong to one kind of drawing; what every chart needs is in reports/charts.py."""
